package story

import (
	"encoding/json"
	"fmt"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
	"casemock/scenarios/schema"
)

// The tables of this file are the format: the reader knows the keys from them, and [Schema] is written from
// them.

var storyKeys = []schema.Key{
	schema.Required("story", schema.Shape{"type": "string", "description": "Its name, which is unique."}),
	schema.Optional("summary", schema.Shape{"type": "string", "description": "One line for people."}),
	schema.Required("steps", schema.Shape{"type": "array", "minItems": 1, "items": schema.Reference("step"),
		"description": "Calls, one after the other."}),
}

var stepKeys = []schema.Key{
	schema.Required("operation", schema.Shape{"enum": caseapi.OperationNames(),
		"description": "Gives method, path and the documented statuses."}),
	schema.Optional("as", schema.Shape{"type": "string", "pattern": nameForm.String(),
		"description": "Names the answer for later steps, which write ${name.property}."}),
	schema.Optional("path", texts("The path's parameters, as in {id: \"${parcel.id}\"}.")),
	schema.Optional("query", texts("Query parameters.")),
	schema.Optional("headers", texts("Headers beside the usual ones; an empty value leaves one of those out.")),
	schema.Optional("body", schema.Shape{"description": "The JSON that is sent."}),
	schema.Optional("expect", schema.Reference("expect")),
}

var expectKeys = []schema.Key{
	schema.Optional("status", schema.Shape{"type": "integer", "minimum": 200, "maximum": 599,
		"description": "Documented for the operation. Without it, whichever the documents allow."}),
	schema.Optional("body", schema.Reference("value")),
}

func texts(description string) schema.Shape {
	return schema.Shape{"type": "object", "additionalProperties": schema.Shape{"type": "string"},
		"description": description}
}

// Schema is the JSON Schema (2020-12) of a document of a file, for editors: a story where it has a key of one,
// a scenario otherwise. What depends on the other steps is known to [Load] alone.
func Schema() []byte {
	scenario := schema.Shape{}
	must(json.Unmarshal(scenarios.Schema(), &scenario))
	definitions, _ := scenario["$defs"].(map[string]any)
	delete(scenario, "$defs")
	delete(scenario, "$schema")
	definitions["scenario"] = scenario
	definitions["story"], definitions["step"] = schema.Object(storyKeys), schema.Object(stepKeys)
	definitions["expect"] = schema.Object(expectKeys)
	encoded, err := json.MarshalIndent(schema.Shape{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "casemock scenario or story",
		"if": schema.Shape{"anyOf": []any{
			schema.Shape{"required": []string{"story"}}, schema.Shape{"required": []string{"steps"}}}},
		"then":  schema.Reference("story"),
		"else":  schema.Reference("scenario"),
		"$defs": definitions,
	}, "", "  ")
	must(err)
	return append(encoded, '\n')
}

// must panics on a mistake in this program: shapes hold nothing that JSON does not have.
func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("story: %v", err))
	}
}
