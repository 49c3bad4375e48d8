package pact

import (
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/scenarios"
)

// jsonTypePattern takes application/json, and what is JSON by another name, with whatever
// parameters.
const jsonTypePattern = `^(?i)application/([a-z0-9.-]+\+)?json(\s*;.*)?$`

func buildResponse(
	scenario *scenarios.Scenario, expected scenarios.Response, call scenarios.Call,
) (map[string]any, error) {
	response := map[string]any{"status": expected.Status}
	pair := caseapi.Pair{Operation: scenario.Operation.Name, Status: expected.Status}
	hasKey := headersOf(scenario, call).Get(caseapi.AuthorizationHeader) != ""
	if others := alternatives(pair, hasKey); len(others) > 0 {
		// The documents let a server choose among several answers, so only the status can be
		// said here; the body is held against the schema of the one that came.
		response["matchingRules"] = map[string]any{"status": statusRule(others)}
		return response, nil
	}
	documented, _ := scenario.Operation.Response(expected.Status)
	if documented.Schema == "" {
		return response, nil // the documents promise no body, or one of any kind
	}
	example, err := exampleBody(scenario, expected, call)
	if err != nil {
		return nil, err
	}
	rules := newRuleBuilder(scenario, call, documented)
	content := rules.walk("$", api().Schema(documented.Schema), example)
	response["headers"] = map[string]any{report.ContentTypePart: []any{jsonType}}
	response["body"] = jsonBody(content)
	response["matchingRules"] = map[string]any{
		"header": map[string]any{report.ContentTypePart: all(regex(jsonTypePattern))},
		"body":   rules.rules,
	}
	if len(rules.rules) == 0 {
		delete(response["matchingRules"].(map[string]any), "body")
	}
	return response, nil
}

// alternatives lists all the statuses that the documents allow where the expected one is not the
// only one; nil where it is. Where the line between 400 and 422 runs is not documented, nor that
// between 400 and 401 for a request without a key, nor the 404 of an update, nor the 401 of the
// meta object; and an unknown customer may simply have no cases.
func alternatives(pair caseapi.Pair, hasKey bool) []int {
	switch {
	case pair.Status == http.StatusUnauthorized && !hasKey:
		return []int{http.StatusBadRequest, http.StatusUnauthorized}
	case pair.Operation == caseapi.FindCases && pair.Status == http.StatusNotFound:
		return []int{http.StatusOK, http.StatusNotFound}
	case pair.Operation == caseapi.UpdateCustomer && pair.Status == http.StatusNotFound:
		return []int{http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity}
	case pair.Operation == caseapi.DefineObjectStructures && pair.Status == http.StatusUnauthorized:
		return []int{http.StatusBadRequest, http.StatusUnauthorized}
	case pair.Status == http.StatusUnprocessableEntity:
		return []int{http.StatusBadRequest, http.StatusUnprocessableEntity}
	}
	return nil
}

func statusRule(statuses []int) map[string]any {
	list := make([]any, len(statuses))
	for i, status := range statuses {
		list[i] = status
	}
	return all(map[string]any{"match": "statusCode", "status": list})
}
