package contract

import (
	"fmt"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/scenarios"
)

// exampleSeed makes the examples of the contract; they are the same in every one.
const exampleSeed = 1

// exampleURL is where the examples of the contract live.
const exampleURL = "https://crm.example.com"

// API is the documented API with the custom fields of the examples. No demand follows from those.
var API = sync.OnceValue(func() *caseapi.API {
	return caseapi.New(fixtures.DefaultStructures())
})

// exampleBody is an answer of the expected kind: the scenario's own, else a believable object with
// the request's change made to it, else the usual error.
func exampleBody(
	scenario *scenarios.Scenario, expected scenarios.Response, call scenarios.Call,
) (any, error) {
	faker := fixtures.NewFaker(exampleSeed, "contract", scenario.Name)
	rendered, err := expected.Render(call, faker)
	if err != nil {
		return nil, err
	}
	if rendered.HasBody {
		return decodeExample(rendered.Body)
	}
	documented, _ := scenario.Operation.Response(expected.Status)
	if !documented.Success() {
		_, body := scenarios.ErrorBody(scenario.Operation, expected.Status)
		return decodeExample(body)
	}
	encoded, err := caseapi.Marshal(exampleObject(documented.Schema, call))
	if err != nil {
		return nil, err
	}
	return decodeExample(encoded)
}

func decodeExample(body []byte) (any, error) {
	value, violations := caseapi.Decode(body)
	if len(violations) > 0 {
		return nil, fmt.Errorf("the body of its response %w", violations[0])
	}
	return value, nil
}

// exampleObject is what a sandbox would answer to the call.
func exampleObject(schema caseapi.SchemaName, call scenarios.Call) any {
	body, _ := call.Body.(map[string]any)
	switch schema {
	case caseapi.CaseSchema:
		return exampleCase(call, body)
	case caseapi.CasesSchema:
		return []caseapi.Case{exampleCase(call, nil)}
	case caseapi.CustomerSchema:
		return exampleCustomer(call, body)
	case caseapi.CustomersSchema:
		return []caseapi.Customer{exampleCustomer(call, nil)}
	}
	return fixtures.DefaultStructures().Of(caseapi.ObjectType(call.Path["type"]))
}

func exampleCase(call scenarios.Call, body map[string]any) caseapi.Case {
	id := fixtures.CaseID(0)
	if call.Operation.Object == caseapi.CaseObject && call.Path["id"] != "" {
		id = call.Path["id"]
	}
	example := believableCase(id)
	if call.Operation.Name == caseapi.CreateCase {
		example.Status, example.Created = caseapi.Open, caseapi.FormatTime(fixtures.Today)
	}
	return caseapi.NewCaseChange(body).Apply(example, caseapi.FormatTime(fixtures.Today))
}

func exampleCustomer(call scenarios.Call, body map[string]any) caseapi.Customer {
	id := fixtures.CustomerID(0)
	if call.Path["id"] != "" {
		id = call.Path["id"]
	}
	return caseapi.NewCustomerChange(body).Apply(believableCustomer(id))
}
