package contract

import (
	"regexp"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// ruleBuilder walks an example together with the documented schema: what is always present stays
// in the example and gets the matchers that the schema allows, everything else is left out, since
// Pact demands what an example has.
type ruleBuilder struct {
	rules map[string]any
	sent  map[string]any // properties of the request that must come back as they are
}

func newRuleBuilder(
	scenario *scenarios.Scenario, call scenarios.Call, documented caseapi.Response,
) *ruleBuilder {
	builder := &ruleBuilder{rules: map[string]any{}}
	body, isObject := call.Body.(map[string]any)
	if !isObject || !documented.Success() {
		return builder
	}
	builder.sent = map[string]any{}
	for name, value := range body {
		text, isText := value.(string)
		_, fromState := scenario.FromState(text)
		if isText && !fromState && !slices.Contains(Unpromised(scenario.Operation), name) {
			builder.sent[name] = value
		}
	}
	return builder
}

// walk gives the part of the example that the contract demands.
func (b *ruleBuilder) walk(path string, schema *caseapi.Schema, example any) any {
	switch schema.Type {
	case caseapi.ObjectValue:
		return b.object(path, schema, example)
	case caseapi.ArrayValue:
		return b.array(path, schema, example)
	}
	b.rules[path] = all(scalarMatchers(schema)...)
	return example
}

func (b *ruleBuilder) object(path string, schema *caseapi.Schema, example any) any {
	object, _ := example.(map[string]any)
	demanded := map[string]any{}
	for _, property := range schema.Properties {
		value, there := object[property.Name]
		if !there || !property.Required {
			continue
		}
		if sent, ok := b.sent[property.Name]; ok && path == "$" {
			demanded[property.Name] = sent // without a rule, Pact demands the very value
			continue
		}
		demanded[property.Name] = b.walk(pathBelow(path, property.Name), property.Schema, value)
	}
	if len(demanded) == 0 {
		b.rules[path] = all(ofType()) // any object, but nothing else
	}
	return demanded
}

// array demands an array, possibly an empty one, whose elements are all like the first of the
// example.
func (b *ruleBuilder) array(path string, schema *caseapi.Schema, example any) any {
	b.rules[path] = all(map[string]any{"match": "type", "min": 0})
	elements, _ := example.([]any)
	if len(elements) == 0 {
		return []any{}
	}
	return []any{b.walk(path+"[*]", schema.Items, elements[0])}
}

// scalarMatchers hold a value against the schema. A pattern alone would take the number 1 for "1".
func scalarMatchers(schema *caseapi.Schema) []map[string]any {
	switch {
	case len(schema.Enum) > 0:
		quoted := make([]string, len(schema.Enum))
		for i, value := range schema.Enum {
			quoted[i] = regexp.QuoteMeta(value)
		}
		return []map[string]any{ofType(), regex("^(" + strings.Join(quoted, "|") + ")$")}
	case schema.Format == caseapi.DateTimeFormat:
		return []map[string]any{ofType(), regex(caseapi.DateTimePattern)}
	}
	return []map[string]any{ofType()}
}

func ofType() map[string]any { return map[string]any{"match": "type"} }

// regex must match the whole value: the pattern has ^ and $ for tools that search instead.
func regex(pattern string) map[string]any {
	return map[string]any{"match": "regex", "regex": pattern}
}

// all is a rule that demands each of the matchers.
func all(matchers ...map[string]any) map[string]any {
	list := make([]any, len(matchers))
	for i, matcher := range matchers {
		list[i] = matcher
	}
	return map[string]any{"combine": "AND", "matchers": list}
}
