package caseapi

import "fmt"

// OpenAPIVersion is a version of OpenAPI in which the description can be written.
type OpenAPIVersion string

// The versions. Both say the same: tools that do not read 3.1 yet take 3.0.
const (
	OpenAPI31 OpenAPIVersion = "3.1"
	OpenAPI30 OpenAPIVersion = "3.0"
)

// ParseOpenAPIVersion reads a version as users name it. The error follows the name of the parameter.
func ParseOpenAPIVersion(text string) (OpenAPIVersion, error) {
	switch version := OpenAPIVersion(text); version {
	case OpenAPI31, OpenAPI30:
		return version, nil
	}
	return "", fmt.Errorf("%q must be %s or %s", text, OpenAPI31, OpenAPI30)
}

// number is the release that a document names.
func (v OpenAPIVersion) number() string {
	if v == OpenAPI30 {
		return "3.0.3"
	}
	return "3.1.0"
}

// schemaExample is how a schema shows a value. It is all in which the versions differ here: no schema
// of ours knows null, constants, several types or exclusive limits.
func (v OpenAPIVersion) schemaExample(value any) member {
	if v == OpenAPI30 {
		return member{"example", value}
	}
	return member{"examples", []any{value}}
}
