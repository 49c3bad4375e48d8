package pact

import (
	"encoding/json"
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
)

// learn reads the server's own custom fields from the first contact, and remembers why they could
// not be read.
func (v *verification) learn(met []*greeting) {
	v.known = map[caseapi.ObjectType]*caseapi.ObjectStructure{}
	v.unread = map[caseapi.ObjectType]string{}
	for i, object := range caseapi.ObjectTypes() {
		v.known[object], v.unread[object] = met[i].structure(object)
	}
}

// unknownFields says that the custom fields of an object are not known; nil where they are.
func (v *verification) unknownFields(object caseapi.ObjectType, remedy string) error {
	if v.unread[object] == "" {
		return nil
	}
	return report.Obstacle(fmt.Sprintf("the custom fields of a %s are not known, since %s %s", object,
		metaPath(object), v.unread[object]), remedy)
}

// structure reads a meta object. The problem follows its path in a sentence; empty: none.
func (g *greeting) structure(object caseapi.ObjectType) (*caseapi.ObjectStructure, string) {
	switch {
	case g.err != nil:
		return nil, fmt.Sprintf("gets no answer (%v)", g.err)
	case g.got.Status >= http.StatusMultipleChoices: // which success it should be is judged elsewhere
		return nil, fmt.Sprintf("is answered with %d", g.got.Status)
	}
	structure := readStructure(object, g.got.Body)
	if structure == nil {
		return nil, "is no object with fields"
	}
	return structure, ""
}

// readStructure reads the meta object of a server under test. Fields that cannot be read, could not
// be told apart from documented properties, or have no usable name, are left out: whether the
// answer conforms is judged elsewhere. Nil means that nothing could be read.
func readStructure(object caseapi.ObjectType, body []byte) *caseapi.ObjectStructure {
	var read struct {
		Fields []json.RawMessage `json:"fields"`
	}
	if err := json.Unmarshal(body, &read); err != nil || read.Fields == nil {
		return nil
	}
	structure := &caseapi.ObjectStructure{Name: object, Fields: []caseapi.Field{}}
	unreadable := 0
	for _, text := range read.Fields {
		var field caseapi.Field
		if json.Unmarshal(text, &field) != nil {
			unreadable++
			continue
		}
		_, twice := structure.Field(field.Name)
		if field.Name == "" || twice || caseapi.Documented(object, field.Name) {
			continue
		}
		structure.Fields = append(structure.Fields, field)
	}
	if len(structure.Fields) == 0 && unreadable > 0 {
		return nil
	}
	return structure
}

// defines reports whether the server's own meta object defines the property; also where that object
// is not known, since then nothing can be said against it.
func (v *verification) defines(object caseapi.ObjectType, name string) bool {
	structure := v.known[object]
	if structure == nil {
		return true
	}
	_, defined := structure.Field(name)
	return defined
}

// structureOf is the server's own; empty where it is not known, since a field that the server does
// not define is rightly refused, or dropped.
func (v *verification) structureOf(object caseapi.ObjectType) caseapi.ObjectStructure {
	if structure := v.known[object]; structure != nil {
		return *structure
	}
	return caseapi.ObjectStructure{Name: object}
}
