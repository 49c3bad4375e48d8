package caseapi

// The functions of this file are the words in which the schemas describe the API.

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

func boolean(description string) *Schema {
	return &Schema{Type: BooleanValue, Description: description, Example: false}
}

func dateTime(description string) *Schema {
	return &Schema{Type: StringValue, Description: description, Format: DateTimeFormat,
		Example: "2024-05-01T09:30:00.000Z"}
}

func uri(description string) *Schema {
	return &Schema{Type: StringValue, Description: description, Format: URIFormat}
}

func oneOf(description string, values []string) *Schema {
	return &Schema{Type: StringValue, Description: description, Enum: values}
}

// described gives the schema a description and returns it.
func (s *Schema) described(description string) *Schema {
	s.Description = description
	return s
}

// suchAs gives the schema an example and returns it.
func (s *Schema) suchAs(example string) *Schema {
	s.Example = example
	return s
}

// accepted marks the schema of another spelling and returns it.
func (s *Schema) accepted() *Schema {
	s.OtherSpelling = true
	return s
}

// texts makes plain strings of the values of a string type.
func texts[T ~string](values []T) []string {
	plain := make([]string, len(values))
	for i, value := range values {
		plain[i] = string(value)
	}
	return plain
}
