package matcher

import (
	"encoding/json"

	"casemock/contracts/strictyaml"
	"casemock/scenarios/schema"
)

// Typed is any value of a JSON type.
type Typed struct {
	Type   Type
	Sample any // the example that was given; nil when none was
}

// Type is a JSON type as a matcher names it.
type Type string

// The types that can be expected.
const (
	StringType  Type = "string"
	NumberType  Type = "number"
	BooleanType Type = "boolean"
	ArrayType   Type = "array"
	ObjectType  Type = "object"
)

// typeNames lists the types that can be expected.
func typeNames() []string {
	var names []string
	for _, known := range []Type{StringType, NumberType, BooleanType, ArrayType, ObjectType} {
		names = append(names, string(known))
	}
	return names
}

// typeOf is the type of a decoded JSON value; empty for null and for what is missing.
func typeOf(value any) Type {
	switch value.(type) {
	case string:
		return StringType
	case json.Number, float64, int:
		return NumberType
	case bool:
		return BooleanType
	case []any:
		return ArrayType
	case map[string]any:
		return ObjectType
	}
	return ""
}

var typeWord = word{"type", schema.Shape{"enum": typeNames()}, true}

func (r *Reader) typed(value, argument, example strictyaml.Value) Matcher {
	name, ok := argument.OneOf(typeNames()...)
	typed := Typed{Type(name), r.sample(value, example)}
	if ok && typed.Sample != nil && Match(typed, typed.Sample) != nil {
		example.Note("must be %s, not %s", typed.Describe(), jsonText(typed.Sample))
	}
	return typed
}

func (t Typed) judge(j *Judge, at *place, actual any) {
	if j.unmet(typeOf(actual) == t.Type) {
		j.fail(at, t, actual)
	}
}

// Example is the example that was given, or the emptiest value of the type.
func (t Typed) Example() any {
	if t.Sample != nil {
		return t.Sample
	}
	switch t.Type {
	case NumberType:
		return json.Number("0")
	case BooleanType:
		return false
	case ArrayType:
		return []any{}
	case ObjectType:
		return map[string]any{}
	}
	return ""
}

// Describe names the type.
func (t Typed) Describe() string {
	if t.Type == ArrayType || t.Type == ObjectType {
		return "an " + string(t.Type)
	}
	return "a " + string(t.Type)
}

// Node writes the word with its type.
func (t Typed) Node() strictyaml.Node {
	return wordNode("type", strictyaml.TextNode(string(t.Type)), t.Sample)
}
