package contract

import (
	"casemock/contracts/caseapi"
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
	if others := Alternatives(pair, hasKey); len(others) > 0 {
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
	content := rules.walk("$", API().Schema(documented.Schema), example)
	response["headers"] = map[string]any{contentTypeHeader: []any{JSONType}}
	response["body"] = JSONBody(content)
	response["matchingRules"] = map[string]any{
		"header": map[string]any{contentTypeHeader: all(regex(jsonTypePattern))},
		"body":   rules.rules,
	}
	if len(rules.rules) == 0 {
		delete(response["matchingRules"].(map[string]any), "body")
	}
	return response, nil
}

func statusRule(statuses []int) map[string]any {
	list := make([]any, len(statuses))
	for i, status := range statuses {
		list[i] = status
	}
	return all(map[string]any{"match": "statusCode", "status": list})
}
