package pact

import (
	"encoding/json"

	"casemock/contracts"
	"casemock/fixtures"
)

// readStructure reads the meta object of a server under test. Fields that could not be told apart
// from documented properties, or have no usable name, are left out: whether the answer conforms is
// judged elsewhere. Nil means that nothing could be read.
func readStructure(object contracts.ObjectType, body []byte) *contracts.ObjectStructure {
	var read contracts.ObjectStructure
	if err := json.Unmarshal(body, &read); err != nil {
		return nil
	}
	structure := &contracts.ObjectStructure{Name: object, Fields: []contracts.Field{}}
	for _, field := range read.Fields {
		_, twice := structure.Field(field.Name)
		if field.Name == "" || twice || contracts.Documented(object, field.Name) {
			continue
		}
		structure.Fields = append(structure.Fields, field)
	}
	return structure
}

// defines tells whether the server's own meta object defines the property; also where that object
// is not known, since then nothing can be said against it.
func (v *verification) defines(object contracts.ObjectType, name string) bool {
	structure := v.known[object]
	if structure == nil {
		return true
	}
	_, defined := structure.Field(name)
	return defined
}

// structureOf is the server's own, or what the examples use where the server says nothing.
func (v *verification) structureOf(object contracts.ObjectType) contracts.ObjectStructure {
	if structure := v.known[object]; structure != nil {
		return *structure
	}
	return fixtures.DefaultStructures().Of(object)
}
