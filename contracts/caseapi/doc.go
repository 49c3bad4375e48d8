// Package caseapi is the ground floor: the documented Case API as data and types.
//
// A social-care platform (the client) calls a company's own CRM (the server) over this API. The
// package describes it once:
//
//   - [Operations] is the table of documented calls, each with the statuses it may answer;
//   - [Case], [Interaction], [Author], [Customer] and [ObjectStructure] are the objects;
//   - a [Schema] says the shape of each body, and [API] is that description together with the
//     custom fields that one company defines ([ObjectStructures]);
//   - [API.ValidateRequest] and [API.ValidateResponse] hold a body against it; package openapi writes
//     it down as an OpenAPI document.
//
// Everything else in this module is derived from here: the fake server's routes, the fake data, the
// checks of scenario files and the Pact matchers. The package imports nothing of ours and has no
// server, no files and no clock.
//
// # To add an operation
//
// Give it a name and a row in operations.go and, where its bodies are new, a schema in schemas.go.
// The tests that walk the table then ask for a route, for built-in scenarios and for a contract.
//
// # To add a field
//
// Add a property to the object's schema in schemas_case.go or schemas_customer.go and, where a client can send it,
// to the schemas of the requests. A string needs no more: it is read, kept, changed, written, made up and exported by
// its name (further.go). Give it a Go field in objects.go, encoding.go and changes.go where code looks at it, or where
// it is no string; a test in package mockserver fills every property and reads it back.
package caseapi
