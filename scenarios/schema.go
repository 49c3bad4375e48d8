package scenarios

import (
	"encoding/json"
	"fmt"
	"maps"

	"casemock/scenarios/matcher"
	"casemock/scenarios/schema"
)

// Schema is the JSON Schema (2020-12) of a scenario, for editors that complete and check YAML. It
// knows the shape of the format; what depends on the documented API, such as which statuses belong
// to which operation, is known to [Load] alone.
func Schema() []byte {
	root := schema.Object(scenarioKeys)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "casemock scenario"
	definitions := schema.Shape{
		"state":    schema.Object(stateKeys),
		"request":  schema.Object(requestKeys),
		"response": responseShape(),
		"reaction": reactionShape(),
		"retry":    schema.Object(retryKeys),
		"stop":     schema.Object(stopKeys),
		"no-retry": schema.Object(noRetryKeys),
		"span":     schema.Object(spanKeys),
		"duration": schema.Shape{"type": "string", "pattern": `^([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$|^0$`,
			"examples": []string{"250ms", "2s", "1m30s"}},
	}
	maps.Copy(definitions, matcher.Definitions())
	root["$defs"] = definitions
	encoded, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("scenarios: %v", err)) // shapes hold nothing that JSON does not have
	}
	return append(encoded, '\n')
}

// responseShape demands a status unless a fault stands for one.
func responseShape() schema.Shape {
	response := schema.Object(responseKeys)
	var alone []string
	for _, fault := range Faults() {
		if !fault.NeedsStatus() {
			alone = append(alone, string(fault))
		}
	}
	response["anyOf"] = []any{
		schema.Shape{"required": []string{"status"}},
		schema.Shape{"required": []string{"fault"}, "properties": schema.Shape{"fault": schema.Shape{"enum": alone}}},
	}
	return response
}

// reactionShape demands something, and nothing that a retry stands in the way of.
func reactionShape() schema.Shape {
	reaction := schema.Object(reactionKeys)
	reaction["minProperties"] = 1
	reaction["description"] = "What a good client does after an answer that is no success: see casemock verdict."
	contradictions := []any{schema.Shape{"required": []string{stopKey}}, schema.Shape{"required": []string{noRetryKey}}}
	reaction["not"] = schema.Shape{"required": []string{retryKey}, "anyOf": contradictions}
	return reaction
}
