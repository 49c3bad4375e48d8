package matcher

import "casemock/scenarios/schema"

// Definitions are the shapes of matchers, for the $defs of a schema: "value" is what is expected of any
// value, "text" what is expected of text, in paths, queries and headers.
func Definitions() schema.Shape {
	return schema.Shape{"value": valueShape(), "text": textShape(), "matcher": matcherShape()}
}

// valueShape is a matcher where a mapping has the word of one, a literal otherwise.
func valueShape() schema.Shape {
	var hasWord []any
	for _, known := range words {
		hasWord = append(hasWord, schema.Shape{"required": []string{known.word}})
	}
	value := schema.Reference("value")
	return schema.Shape{
		"if":   schema.Shape{"type": "object", "anyOf": hasWord},
		"then": schema.Reference("matcher"),
		"else": schema.Shape{"items": value, "additionalProperties": value},
	}
}

// textShape is what is expected of what is text in every request, and may be there several times.
func textShape() schema.Shape {
	one := []any{schema.Shape{"type": "string"}, schema.Reference("matcher")}
	several := schema.Shape{"type": "array", "items": schema.Shape{"anyOf": one}}
	return schema.Shape{"anyOf": append(one, several)}
}

func matcherShape() schema.Shape {
	var alternatives []any
	for _, known := range words {
		keys := []schema.Key{schema.Required(known.word, known.value)}
		if known.example {
			keys = append(keys, schema.Optional("example",
				schema.Shape{"description": "What the contract sends."}))
		}
		alternatives = append(alternatives, schema.Object(keys))
	}
	return schema.Shape{"oneOf": alternatives}
}
