package scenarios

import (
	"encoding/json"
	"fmt"
)

// Schema is the JSON Schema (2020-12) of a scenario, for editors that complete and check YAML. It
// knows the shape of the format; what depends on the documented API, such as which statuses belong
// to which operation, is known to [Load] alone.
func Schema() []byte {
	schema := object(scenarioKeys)
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "casemock scenario"
	schema["$defs"] = shape{
		"state":    object(stateKeys),
		"request":  object(requestKeys),
		"response": responseShape(),
		"span":     object(spanKeys),
		"duration": shape{"type": "string", "pattern": `^([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$|^0$`,
			"examples": []string{"250ms", "2s", "1m30s"}},
		"value":   valueShape(),
		"text":    textShape(),
		"matcher": matcherShape(),
	}
	encoded, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("scenarios: %v", err)) // shapes hold nothing that JSON does not have
	}
	return append(encoded, '\n')
}

// object is the shape of a mapping with these keys and no others.
func object(keys []key) shape {
	properties := shape{}
	required := []string{}
	for _, key := range keys {
		properties[key.name] = key.shape
		if key.required {
			required = append(required, key.name)
		}
	}
	mapping := shape{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		mapping["required"] = required
	}
	return mapping
}

// responseShape demands a status unless a fault stands for one.
func responseShape() shape {
	response := object(responseKeys)
	var alone []string
	for _, fault := range Faults() {
		if !fault.NeedsStatus() {
			alone = append(alone, string(fault))
		}
	}
	response["anyOf"] = []any{
		shape{"required": []string{"status"}},
		shape{"required": []string{"fault"}, "properties": shape{"fault": shape{"enum": alone}}},
	}
	return response
}

// valueShape is what is expected of a value of a request: a matcher where a mapping has the word of
// one, a literal otherwise.
func valueShape() shape {
	var hasWord []any
	for _, known := range matcherWords {
		hasWord = append(hasWord, shape{"required": []string{known.word}})
	}
	return shape{
		"if":   shape{"type": "object", "anyOf": hasWord},
		"then": reference("matcher"),
		"else": shape{"items": reference("value"), "additionalProperties": reference("value")},
	}
}

// textShape is what is expected of what is text in every request, and may be there several times.
func textShape() shape {
	one := []any{shape{"type": "string"}, reference("matcher")}
	return shape{"anyOf": append(one, shape{"type": "array", "items": shape{"anyOf": one}})}
}

func matcherShape() shape {
	var alternatives []any
	for _, known := range matcherWords {
		keys := []key{{known.word, true, known.value}}
		if known.example {
			keys = append(keys, key{"example", false, shape{"description": "What the contract sends."}})
		}
		alternatives = append(alternatives, object(keys))
	}
	return shape{"oneOf": alternatives}
}
