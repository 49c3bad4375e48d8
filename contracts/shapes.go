package contracts

import "maps"

// The functions of this file are the words in which schemas.go describes the API.

func object(name SchemaName, properties ...Property) *Schema {
	return &Schema{Name: name, Type: ObjectValue, Properties: properties}
}

func arrayOf(name SchemaName, items *Schema) *Schema {
	return &Schema{Name: name, Type: ArrayValue, Items: items}
}

// closed makes of an object one that takes no other properties, as request bodies are.
func closed(name SchemaName, open *Schema) *Schema {
	schema := *open
	schema.Name, schema.Closed = name, true
	return &schema
}

func required(name string, schema *Schema) Property { return Property{name, schema, true} }

func optional(name string, schema *Schema) Property { return Property{name, schema, false} }

func text(description string) *Schema {
	return &Schema{Type: StringValue, Description: description}
}

func notEmpty(description string) *Schema {
	return &Schema{Type: StringValue, Description: description, NotEmpty: true}
}

func dateTime(description string) *Schema {
	return &Schema{Type: StringValue, Description: description, Format: DateTimeFormat}
}

func uri(description string) *Schema {
	return &Schema{Type: StringValue, Description: description, Format: URIFormat}
}

// texts makes plain strings of the values of a string type.
func texts[T ~string](values []T) []string {
	plain := make([]string, len(values))
	for i, value := range values {
		plain[i] = string(value)
	}
	return plain
}

func withReason(reasons map[string]string, name, reason string) map[string]string {
	extended := maps.Clone(reasons)
	extended[name] = reason
	return extended
}
