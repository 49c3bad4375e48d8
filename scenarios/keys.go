package scenarios

import (
	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// The tables of this file are the format: the loader knows the keys from them, and [Schema] is
// written from them. To add a key, add its row and read it in the function that the table is named
// after.

// key is a key of a mapping of the format.
type key struct {
	name     string
	required bool
	shape    shape
}

// shape is what JSON Schema says of a value.
type shape map[string]any

var scenarioKeys = []key{
	{"name", true, shape{"type": "string", "pattern": namePattern, "maxLength": longestName,
		"description": "Unique. The built-ins are called operation/status; the same name replaces one."}},
	{"summary", false, shape{"type": "string", "description": "One line for people."}},
	{"operation", true, shape{"enum": operationNames(),
		"description": "Gives method, path and the documented statuses."}},
	{"given", false, shape{"type": "array", "items": reference("state"),
		"description": "The states that a server must be in, for the contract."}},
	{"request", false, reference("request")},
	{"responses", true, shape{"type": "array", "minItems": 1, "items": reference("response"),
		"description": "One after the other; the last repeats."}},
	{"live", false, shape{"type": "boolean", "default": false,
		"description": "true: answers every matching request; false: only when forced."}},
	{"contract", false, shape{"type": "boolean", "default": true,
		"description": "false: replayed only, not part of the Pact contract."}},
}

var stateKeys = []key{
	{"state", true, shape{"type": "string", "minLength": 1, "examples": stateNames(),
		"description": "A Pact provider state: a known one, or one of your own."}},
	{"params", false, shape{"type": "object", "additionalProperties": shape{"type": "string"},
		"description": "What the state is brought about with. A value of the request that equals one" +
			" is, in the contract, taken from the state."}},
}

var requestKeys = []key{
	{"path", false, parametersShape("The path's parameters, as in {id: \"1001\"}.")},
	{"query", false, parametersShape("Query parameters.")},
	{"headers", false, parametersShape("Headers; their names are not case-sensitive.")},
	{"body", false, reference("value")},
}

var responseKeys = []key{
	{"status", false, shape{"type": "integer", "minimum": leastStatus, "maximum": mostStatus,
		"description": "Documented for the operation, unless undocumented is true."}},
	{"times", false, shape{"type": "integer", "minimum": 1, "maximum": mostTimes, "default": 1,
		"description": "How often it answers before the next one does."}},
	{"delay", false, shape{"description": "Waited before the answer, or the span to draw it from.",
		"oneOf": []any{reference("duration"), reference("span")}}},
	{"headers", false, shape{"type": "object", "additionalProperties": shape{"type": "string"},
		"description": "Headers of the answer; the values can be templates."}},
	{"body", false, shape{"description": "JSON, or plain text. Strings can be templates over .request" +
		" with gofakeit's functions through fake. Without it the sandbox answers, or a documented" +
		" error."}},
	{"undocumented", false, shape{"type": "boolean", "default": false,
		"description": "true: breaks the documents on purpose; left out of the contract."}},
	{"fault", false, shape{"enum": faultNames(), "description": "Breaks the answer."}},
}

var spanKeys = []key{
	{"min", true, reference("duration")},
	{"max", true, reference("duration")},
}

func parametersShape(description string) shape {
	return shape{"type": "object", "additionalProperties": reference("text"),
		"description": description}
}

func reference(name string) shape { return shape{"$ref": "#/$defs/" + name} }

// known makes the loader's form of a table.
func known(keys []key) []strictyaml.Key {
	list := make([]strictyaml.Key, len(keys))
	for i, key := range keys {
		list[i] = strictyaml.Key{Name: key.name, Required: key.required}
	}
	return list
}

func operationNames() []string {
	var names []string
	for _, operation := range caseapi.Operations() {
		names = append(names, string(operation.Name))
	}
	return names
}

func stateNames() []string {
	var names []string
	for _, state := range KnownStates() {
		names = append(names, state.Name)
	}
	return names
}

func faultNames() []string { return names(Faults()) }

// names makes plain strings of the values of a string type.
func names[T ~string](values []T) []string {
	plain := make([]string, len(values))
	for i, value := range values {
		plain[i] = string(value)
	}
	return plain
}
