package contracts

import "strconv"

// place is a spot in a value together with what the schema says of it.
type place struct {
	path     string
	schema   *Schema
	value    any
	optional bool // a property that may be left out
}

// locate walks value and schema down to a location, given as the library does: names and indexes.
func (p place) locate(location []string) place {
	for _, step := range location {
		p = p.child(step)
	}
	return p
}

func (p place) child(name string) place {
	switch value := p.value.(type) {
	case []any:
		if index, err := strconv.Atoi(name); err == nil && index < len(value) && p.schema.Items != nil {
			return place{path: indexed(index).below(p.path), schema: p.schema.Items, value: value[index]}
		}
	case map[string]any:
		if property := p.schema.Property(name); property != nil {
			return place{path: named(name).below(p.path), schema: property.Schema, value: value[name],
				optional: !property.Required}
		}
	}
	// The library finds nothing wrong where the schema says nothing.
	return place{path: named(name).below(p.path), schema: &Schema{}}
}

func (p place) pathOrBody() string {
	if p.path == "" {
		return WholeBody
	}
	return p.path
}

// label puts the name that an agent knows before a message about a custom field.
func (p place) label() string {
	if p.schema.Title == "" {
		return ""
	}
	return "(" + p.schema.Title + ") "
}

// nullable tells whether null says no more here than leaving the property out.
func (p place) nullable() bool {
	return p.optional && (p.schema.Type == StringValue || p.schema.Type == BooleanValue)
}
