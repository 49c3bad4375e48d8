package openapi

import (
	"strings"

	"casemock/contracts/caseapi"
)

// schema writes a schema as the version of OpenAPI has it. Schemas with a name are referred to;
// the schema itself is always written out.
func (d description) schema(s *caseapi.Schema) tree {
	var node tree
	node.addIf(s.Title != "", "title", s.Title)
	described := descriptionOf(s)
	node.addIf(described != "", "description", described)
	node.addIf(s.Type != "", "type", string(s.Type))
	node.addIf(s.Format != "", "format", s.Format)
	node.addIf(len(s.Enum) > 0, "enum", list(s.Enum))
	node.addIf(s.NotEmpty, "minLength", 1)
	if s.Example != nil {
		node = append(node, d.version.schemaExample(s.Example))
	}
	if s.Items != nil {
		node.add("items", d.reference(s.Items))
	}
	node.addIf(len(required(s)) > 0, "required", list(required(s)))
	node.addIf(s.MinProperties > 0, "minProperties", s.MinProperties)
	node.addIf(s.Closed, "additionalProperties", false)
	if len(s.Properties) > 0 {
		var properties tree
		for _, property := range s.Properties {
			properties.add(property.Name, d.reference(property.Schema))
		}
		node.add("properties", properties)
	}
	return node
}

func required(s *caseapi.Schema) []string {
	var names []string
	for _, property := range s.Properties {
		if property.Required {
			names = append(names, property.Name)
		}
	}
	return names
}

// descriptionOf is the schema's own, and what keywords do not say.
func descriptionOf(s *caseapi.Schema) string {
	if len(s.RequireOneOf) == 0 {
		return s.Description
	}
	return s.Description + " One of " + strings.Join(s.RequireOneOf, " and ") + " is required."
}

// reference refers to a schema with a name, and writes out another.
func (d description) reference(s *caseapi.Schema) tree {
	if s.Name != "" {
		return componentReference(s.Name)
	}
	return d.schema(s)
}

// sample is [caseapi.Schema.Sample] with the properties in their documented order.
func sample(s *caseapi.Schema) any {
	if s.Example != nil || s.Enum != nil {
		return s.Sample()
	}
	switch s.Type {
	case caseapi.ArrayValue:
		return []any{sample(s.Items)}
	case caseapi.ObjectValue:
		object := tree{}
		for _, property := range s.Properties {
			if !property.Schema.OtherSpelling {
				object.add(property.Name, sample(property.Schema))
			}
		}
		return object
	}
	return s.Sample()
}
