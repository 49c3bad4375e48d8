// Package openapi writes the Case API down as an OpenAPI document, with a company's custom fields. All that it
// says comes from the description in package caseapi; each example can be sent, or be answered.
//
// # To add a version of OpenAPI
//
// Name it in version.go, and say there how it writes what versions write differently.
package openapi
