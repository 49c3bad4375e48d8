package story

import (
	"maps"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// bodyNode writes what a step sends as people would: its properties in the documented order, the custom ones after
// them by name, and what is short on one line.
func bodyNode(step *Step) strictyaml.Node {
	api := caseapi.New(caseapi.ObjectStructures{})
	return valueNode(step.Body, api.Schema(step.Operation.Request))
}

func valueNode(value any, schema *caseapi.Schema) strictyaml.Node {
	switch value := value.(type) {
	case map[string]any:
		node := strictyaml.MappingNode()
		for _, name := range inOrder(value, schema) {
			node.Put(name, valueNode(value[name], below(schema, name)))
		}
		if isShort(value) {
			return node.OnOneLine()
		}
		return node
	case []any:
		elements := make([]strictyaml.Node, len(value))
		for i, element := range value {
			elements[i] = valueNode(element, below(schema, ""))
		}
		return strictyaml.ListNode(elements...)
	}
	return strictyaml.JSONNode(value)
}

// inOrder lists the names of an object; the schema is nil where none is known.
func inOrder(object map[string]any, schema *caseapi.Schema) []string {
	names := slices.Sorted(maps.Keys(object))
	if schema == nil {
		return names
	}
	documented := slices.DeleteFunc(schema.PropertyNames(), func(name string) bool {
		_, given := object[name]
		return !given
	})
	return append(documented, slices.DeleteFunc(names, func(name string) bool {
		return slices.Contains(documented, name)
	})...)
}

// below is the schema of a property, or of the elements where there is no name; nil where none is known.
func below(schema *caseapi.Schema, name string) *caseapi.Schema {
	switch {
	case schema == nil:
	case name == "":
		return schema.Items
	case schema.Property(name) != nil:
		return schema.Property(name).Schema
	}
	return nil
}

// isShort reports whether an object has no other in it, and fits on a line.
func isShort(object map[string]any) bool {
	const line = 100
	for _, value := range object {
		switch value.(type) {
		case map[string]any, []any:
			return false
		}
	}
	written, err := caseapi.Marshal(object)
	return err == nil && len(written) <= line
}
