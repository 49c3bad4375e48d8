package pact

import (
	"encoding/json"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// readStructure reads the meta object of a server under test. Fields that could not be told apart
// from documented properties, or have no usable name, are left out: whether the answer conforms is
// judged elsewhere. Nil means that nothing could be read.
func readStructure(object caseapi.ObjectType, body []byte) *caseapi.ObjectStructure {
	var read caseapi.ObjectStructure
	if err := json.Unmarshal(body, &read); err != nil {
		return nil
	}
	structure := &caseapi.ObjectStructure{Name: object, Fields: []caseapi.Field{}}
	for _, field := range read.Fields {
		_, twice := structure.Field(field.Name)
		if field.Name == "" || twice || caseapi.Documented(object, field.Name) {
			continue
		}
		structure.Fields = append(structure.Fields, field)
	}
	return structure
}

// defines tells whether the server's own meta object defines the property; also where that object
// is not known, since then nothing can be said against it.
func (v *verification) defines(object caseapi.ObjectType, name string) bool {
	structure := v.known[object]
	if structure == nil {
		return true
	}
	_, defined := structure.Field(name)
	return defined
}

// structureOf is the server's own, or what the examples use where the server says nothing.
func (v *verification) structureOf(object caseapi.ObjectType) caseapi.ObjectStructure {
	if structure := v.known[object]; structure != nil {
		return *structure
	}
	return fixtures.DefaultStructures().Of(object)
}
