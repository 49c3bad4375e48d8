// Package schema holds what the formats of scenario files are described with: tables of keys, from which
// both the readers and the JSON Schema for editors follow.
//
// To add a key to a format, add a row to its table and read it in the function that reads the table.
package schema

import "casemock/contracts/strictyaml"

// Key is a key of a mapping of a format.
type Key struct {
	Name     string
	Required bool
	Shape    Shape // of its value
}

// Required is a key that must be there.
func Required(name string, shape Shape) Key { return Key{name, true, shape} }

// Optional is a key that may be there.
func Optional(name string, shape Shape) Key { return Key{name, false, shape} }

// Shape is what JSON Schema says of a value.
type Shape map[string]any

// Reference is the shape that the schema defines under a name, in its $defs.
func Reference(name string) Shape { return Shape{"$ref": "#/$defs/" + name} }

// Object is the shape of a mapping with these keys and no others.
func Object(keys []Key) Shape {
	properties := Shape{}
	required := []string{}
	for _, key := range keys {
		properties[key.Name] = key.Shape
		if key.Required {
			required = append(required, key.Name)
		}
	}
	mapping := Shape{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		mapping["required"] = required
	}
	return mapping
}

// Read reads a mapping with these keys and no others.
func Read(value strictyaml.Value, keys []Key) strictyaml.Mapping {
	known := make([]strictyaml.Key, len(keys))
	for i, key := range keys {
		known[i] = strictyaml.Key{Name: key.Name, Required: key.Required}
	}
	return value.Mapping(known...)
}
