package pact

import (
	"fmt"
	"sync"

	"casemock/contracts"
	"casemock/fixtures"
	"casemock/scenarios"
)

// exampleSeed makes the examples of the contract; they are the same in every one.
const exampleSeed = 1

// exampleURL is where the examples of the contract live.
const exampleURL = "https://crm.example.com"

// api is the documented API with the custom fields of the examples. No demand follows from those.
var api = sync.OnceValue(func() *contracts.API {
	return contracts.New(fixtures.DefaultStructures())
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
	encoded, err := contracts.Marshal(exampleObject(documented.Schema, call))
	if err != nil {
		return nil, err
	}
	return decodeExample(encoded)
}

func decodeExample(body []byte) (any, error) {
	value, violations := contracts.Decode(body)
	if len(violations) > 0 {
		return nil, fmt.Errorf("the body of its response %w", violations[0])
	}
	return value, nil
}

// exampleObject is what a sandbox would answer to the call.
func exampleObject(schema contracts.SchemaName, call scenarios.Call) any {
	body, _ := call.Body.(map[string]any)
	switch schema {
	case contracts.CaseSchema:
		return exampleCase(call, body)
	case contracts.CasesSchema:
		return []contracts.Case{exampleCase(call, nil)}
	case contracts.CustomerSchema:
		return exampleCustomer(call, body)
	case contracts.CustomersSchema:
		return []contracts.Customer{exampleCustomer(call, nil)}
	}
	return fixtures.DefaultStructures().Of(contracts.ObjectType(call.Path["type"]))
}

func exampleCase(call scenarios.Call, body map[string]any) contracts.Case {
	id := fixtures.CaseID(0)
	if call.Operation.Object == contracts.CaseObject && call.Path["id"] != "" {
		id = call.Path["id"]
	}
	example := believableCase(id)
	if call.Operation.Name == contracts.CreateCase {
		example.Status, example.Created = contracts.Open, contracts.FormatTime(fixtures.Today)
	}
	return contracts.NewCaseChange(body).Apply(example, contracts.FormatTime(fixtures.Today))
}

func exampleCustomer(call scenarios.Call, body map[string]any) contracts.Customer {
	id := fixtures.CustomerID(0)
	if call.Path["id"] != "" {
		id = call.Path["id"]
	}
	return contracts.NewCustomerChange(body).Apply(believableCustomer(id))
}
