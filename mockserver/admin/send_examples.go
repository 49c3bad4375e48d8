package admin

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/files"
)

// sendExample is a request of an operation that POST send takes: of a case and a customer that there are, with
// the company's custom fields.
type sendExample struct {
	Operation caseapi.OperationName `json:"operation"`
	Method    string                `json:"method"`
	Path      string                `json:"path"`
	Headers   map[string]string     `json:"headers,omitempty"`
	Body      json.RawMessage       `json:"body,omitempty"`
}

func listSendExamples(r *call) (int, any, error) {
	present := r.server.Files.Current()
	api, examples := withExamples(present), []sendExample{}
	for _, operation := range caseapi.Operations() {
		example := sendExample{Operation: operation.Name, Method: operation.Method,
			Path: examplePath(operation, present)}
		if operation.HasBody() {
			example.Headers = map[string]string{"Content-Type": "application/json"}
			example.Body = exampleBody(api.Schema(operation.Request), present)
		}
		examples = append(examples, example)
	}
	return http.StatusOK, map[string]any{"examples": examples}, nil
}

// examplePath fills in the id of what the path is about.
func examplePath(operation *caseapi.Operation, present *files.Loaded) string {
	value := present.Population.ExampleCase().ID
	switch {
	case slices.Contains(operation.PathParameters(), "type"):
		return strings.ReplaceAll(operation.Path, "{type}", string(caseapi.CaseObject))
	case strings.HasPrefix(operation.Path, "/customer"):
		value = present.Population.ExampleCustomer().ID
	}
	return strings.ReplaceAll(operation.Path, "{id}", url.PathEscape(value))
}

// exampleBody has every property, in the documented order, and names the customer of the example's case.
func exampleBody(schema *caseapi.Schema, present *files.Loaded) json.RawMessage {
	var body bytes.Buffer
	separator := byte('{')
	for _, property := range schema.Properties {
		if property.Schema.OtherSpelling {
			continue
		}
		value := property.Schema.Sample()
		if property.Name == "customerId" {
			value = present.Population.ExampleCase().CustomerID
		}
		body.WriteByte(separator)
		body.Write(caseapi.MustMarshal(property.Name))
		body.WriteByte(':')
		body.Write(caseapi.MustMarshal(value))
		separator = ','
	}
	if separator == '{' {
		return json.RawMessage("{}")
	}
	body.WriteByte('}')
	return body.Bytes()
}
