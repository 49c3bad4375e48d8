package pact

import (
	"context"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
)

// adaptCase makes the posts new ones, and gives a request with posts values for the server's own
// fields where it is meant to succeed.
func (e *check) adaptCase(ctx context.Context, body map[string]any) map[string]any {
	testData := e.v.testData
	interactions, _ := body["interactions"].([]any)
	for _, element := range interactions {
		if interaction, ok := element.(map[string]any); ok {
			testData.values.renew(interaction)
		}
	}
	if _, named := body["customerId"]; named && len(e.values) == 0 {
		if id := idOf(testData.sharedCustomer(ctx)); id != "" {
			body["customerId"] = id
		}
	}
	for name := range body {
		if !caseapi.Documented(caseapi.CaseObject, name) {
			delete(body, name)
		}
	}
	if !e.succeeds() || len(interactions) == 0 {
		return body
	}
	_, _ = testData.sharedCase(ctx) // tells which fields the server refuses
	return merged(testData.values.custom(testData.writable(caseapi.CaseObject)), body)
}

// renew makes a post one that no server has seen before.
func (v *values) renew(interaction map[string]any) {
	id := v.digits()
	interaction["serviceId"] = id
	if link := contract.Text(interaction["linkUrl"]); link != "" {
		interaction["linkUrl"] = link[:strings.LastIndex(link, "/")+1] + id
	}
	if text := contract.Text(interaction["body"]); text != "" {
		interaction["body"] = v.unlike(text)
	}
}
