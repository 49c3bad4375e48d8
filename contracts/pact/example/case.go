package example

import (
	"context"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/creation"
)

// adaptCase makes the posts new ones, and gives a request with posts values for the server's own
// fields where it is meant to succeed.
func (e *Example) adaptCase(ctx context.Context, body map[string]any) map[string]any {
	data := e.Server.Data
	interactions, _ := body["interactions"].([]any)
	renewed := map[string]string{}
	for _, element := range interactions {
		if interaction, ok := element.(map[string]any); ok {
			data.Values.Renew(interaction, renewed)
		}
	}
	if _, named := body["customerId"]; named && len(e.Values) == 0 {
		if id := idOf(data.Customer(ctx)); id != "" {
			body["customerId"] = id
		}
	}
	for name := range body {
		if !caseapi.Documented(caseapi.CaseObject, name) {
			delete(body, name)
		}
	}
	if !e.Interaction.Succeeds() || len(interactions) == 0 {
		return body
	}
	_, _ = data.Case(ctx) // tells which fields the server refuses
	return creation.Merged(e.custom(data.Writable(caseapi.CaseObject)), body)
}

// custom invents a value for each field, an unusual one in a difficult example.
func (e *Example) custom(fields []caseapi.Field) map[string]string {
	if e.Interaction.Difficult() {
		return e.Server.Data.Values.Unusual(fields)
	}
	return e.Server.Data.Values.Custom(fields)
}
