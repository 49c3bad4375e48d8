package caseapi

import "slices"

// SchemaName names the schema of a body or of a part of one; it is also the name of the component
// in the OpenAPI document.
type SchemaName string

// Type is a JSON type. Every value of the Case API is one of these: null is none of them.
type Type string

// The JSON types in use.
const (
	ObjectValue  Type = "object"
	ArrayValue   Type = "array"
	StringValue  Type = "string"
	BooleanValue Type = "boolean"

	// The types that no schema asks for, to say what was there.
	nullValue   Type = "null"
	numberValue Type = "number"
)

// The formats of strings that are checked.
const (
	DateTimeFormat = "date-time" // ISO 8601: date, T, time, with or without fraction, Z or an offset
	URIFormat      = "uri"       // as [IsURI] knows one
)

// Schema is the shape of a JSON value: the small part of JSON Schema 2020-12 that the Case API
// needs. The zero value allows anything. Schemas that [API] hands out are shared and must not be
// changed.
type Schema struct {
	Name        SchemaName // set on schemas that stand by themselves in the OpenAPI document
	Type        Type       // empty: any
	Title       string     // the label of a custom field
	Description string
	Example     any      // a valid value for people to see; nil shows none
	Format      string   // of a string; empty: any
	Enum        []string // the allowed strings; empty: any
	NotEmpty    bool     // a string must have a character
	MayBeEmpty  bool     // a string need not be one of Enum where it has no character
	Items       *Schema  // of an array
	// Properties are those of an object, in the documented order.
	Properties []Property
	// MinProperties is the least number of properties that an object must have.
	MinProperties int
	// RequireOneOf names properties of which at least one must be present, the first by preference. The
	// OpenAPI document says it in the description: generators make an untyped union of an anyOf.
	RequireOneOf []string
	// OtherSpelling marks a property that is accepted for another one and never written.
	OtherSpelling bool
	// Closed objects have no other properties than Properties: request bodies are, answers are not.
	Closed bool
	// Refused names properties that a closed object does not take although a client might expect
	// it, with the reason: read-only ones, and fields that are not searchable.
	Refused map[string]string
}

// Property is one property of an object.
type Property struct {
	Name     string
	Schema   *Schema
	Required bool
}

// Sample is a valid value, as [Decode] gives it: of an object all the properties, with their examples.
func (s *Schema) Sample() any {
	switch {
	case s.Example != nil:
		return s.Example
	case s.Enum != nil:
		return s.Enum[0]
	case s.Type == ArrayValue:
		return []any{s.Items.Sample()}
	case s.Type == ObjectValue:
		object := map[string]any{}
		for _, property := range s.Properties {
			if !property.Schema.OtherSpelling {
				object[property.Name] = property.Schema.Sample()
			}
		}
		return object
	}
	return anyText
}

// anyText is the value of a string of which nothing is known.
const anyText = "any text"

// Property finds a property by name; nil when the schema does not have it.
func (s *Schema) Property(name string) *Property {
	for i := range s.Properties {
		if s.Properties[i].Name == name {
			return &s.Properties[i]
		}
	}
	return nil
}

// PropertyNames lists the names in the documented order.
func (s *Schema) PropertyNames() []string {
	names := make([]string, len(s.Properties))
	for i, property := range s.Properties {
		names[i] = property.Name
	}
	return names
}

// documentedNames are the names without other spellings, which nobody is told to send.
func (s *Schema) documentedNames() []string {
	return slices.DeleteFunc(s.PropertyNames(),
		func(name string) bool { return s.Property(name).Schema.OtherSpelling })
}
