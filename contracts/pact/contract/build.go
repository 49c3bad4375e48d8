package contract

import (
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// KeyPlaceholder stands in the contract where a request carries a valid key. Whoever verifies puts
// the key of the server under test in its place.
const KeyPlaceholder = "a-valid-api-key"

// Build makes the contract of those scenarios that belong to it, in their order. Equal scenarios
// make equal contracts. The error names the scenario whose example cannot be made.
func Build(set []*scenarios.Scenario) (*Contract, error) {
	contract := &Contract{Consumer: Consumer, Provider: Provider, Metadata: metadata()}
	for _, scenario := range set {
		expected, ok := scenario.Expected()
		if !ok {
			continue
		}
		interaction, err := buildInteraction(scenario, expected)
		if err != nil {
			return nil, fmt.Errorf("scenario %s (%s): %w", scenario.Name, scenario.Source, err)
		}
		contract.Interactions = append(contract.Interactions, interaction)
	}
	return contract, nil
}

// metadata says which form of pact file this is, and which description of the API is behind it.
func metadata() map[string]any {
	return map[string]any{
		"pactSpecification": map[string]any{"version": "4.0"},
		"caseApi":           map[string]any{"version": caseapi.DocumentVersion},
	}
}

func buildInteraction(
	scenario *scenarios.Scenario, expected scenarios.Response,
) (*Interaction, error) {
	call := scenario.Example()
	response, err := buildResponse(scenario, expected, call)
	if err != nil {
		return nil, err
	}
	built := &Interaction{
		Key:         scenario.Name,
		Description: description(scenario),
		Operation:   scenario.Operation,
		Status:      expected.Status,
		Scenario:    scenario.Name,
		Source:      source(scenario),
		BuiltIn:     scenario.Source.BuiltIn,
	}
	built.OnlyHeader = onlyHeader(scenario.Operation, call.Headers)
	// A server need take no notice of a malformed header. Pact's other tools do not know that; a
	// pending interaction is one whose failure they report without failing.
	pending := built.OnlyHeader && expected.Status == http.StatusBadRequest
	built.Document = map[string]any{
		"type":        "Synchronous/HTTP",
		"transport":   "http",
		"key":         built.Key,
		"description": built.Description,
		"pending":     pending,
		"request":     buildRequest(scenario, call),
		"response":    response,
	}
	if len(scenario.Given) > 0 {
		built.Document["providerStates"] = buildStates(scenario.Given)
	}
	return built, nil
}

// onlyHeader reports whether a malformed header is all that can be wrong with a request.
func onlyHeader(operation *caseapi.Operation, headers http.Header) bool {
	return !operation.HasBody() && len(operation.ValidateHeaders(headers)) > 0
}

func description(scenario *scenarios.Scenario) string {
	if scenario.Summary == "" {
		return scenario.Name
	}
	return scenario.Name + ": " + scenario.Summary
}

func source(scenario *scenarios.Scenario) string {
	if scenario.Source.BuiltIn {
		return fmt.Sprintf("%s (%s)", scenario.Source, scenario.Source.File)
	}
	return scenario.Source.String()
}

func buildStates(given []scenarios.State) []any {
	states := make([]any, len(given))
	for i, state := range given {
		built := map[string]any{"name": state.Name}
		if len(state.Params) > 0 {
			params := map[string]any{}
			for _, param := range state.Params {
				params[param.Name] = param.Value
			}
			built["params"] = params
		}
		states[i] = built
	}
	return states
}
