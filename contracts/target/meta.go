package target

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"casemock/contracts/caseapi"
)

// Meta is what a server says of its own custom fields.
type Meta struct {
	// known is what its meta objects say; nil for one that could not be read.
	known map[caseapi.ObjectType]*caseapi.ObjectStructure
	// unread is why one could not be read; empty for one that could.
	unread map[caseapi.ObjectType]string
}

// learn reads the meta objects from the first contact, and remembers why they could not be read.
func learn(probes []*probe) *Meta {
	meta := &Meta{map[caseapi.ObjectType]*caseapi.ObjectStructure{}, map[caseapi.ObjectType]string{}}
	for i, object := range caseapi.ObjectTypes() {
		meta.known[object], meta.unread[object] = probes[i].structure(object)
	}
	return meta
}

// Unread says why the custom fields of an object are not known, as in "the custom fields of a case are not
// known, since /meta/object/case is answered with 500"; empty where they are.
func (m *Meta) Unread(object caseapi.ObjectType) string {
	if m.unread[object] == "" {
		return ""
	}
	return fmt.Sprintf("the custom fields of a %s are not known, since %s %s", object, MetaPath(object),
		m.unread[object])
}

// Defines reports whether the server's own meta object defines the property; also where that object
// is not known, since then nothing can be said against it.
func (m *Meta) Defines(object caseapi.ObjectType, name string) bool {
	structure := m.known[object]
	if structure == nil {
		return true
	}
	_, defined := structure.Field(name)
	return defined
}

// Structure is the server's own; empty where it is not known, since a field that the server does
// not define is rightly refused, or dropped.
func (m *Meta) Structure(object caseapi.ObjectType) caseapi.ObjectStructure {
	if structure := m.known[object]; structure != nil {
		return *structure
	}
	return caseapi.ObjectStructure{Name: object}
}

// Structures are those of both objects for [caseapi.New], without fields that the documents do not allow.
func (m *Meta) Structures() caseapi.ObjectStructures {
	return caseapi.ObjectStructures{
		Case: m.valid(caseapi.CaseObject), Customer: m.valid(caseapi.CustomerObject),
	}
}

func (m *Meta) valid(object caseapi.ObjectType) caseapi.ObjectStructure {
	structure := m.Structure(object)
	structure.Fields = slices.DeleteFunc(slices.Clone(structure.Fields), func(field caseapi.Field) bool {
		return len(field.Validate()) > 0
	})
	return structure
}

// structure reads a meta object. The problem follows its path in a sentence; empty: none.
func (p *probe) structure(object caseapi.ObjectType) (*caseapi.ObjectStructure, string) {
	switch {
	case p.err != nil:
		return nil, fmt.Sprintf("gets no answer (%v)", p.err)
	case p.got.Status >= http.StatusMultipleChoices: // which success it should be is judged elsewhere
		return nil, fmt.Sprintf("is answered with %d", p.got.Status)
	}
	structure := ReadStructure(object, p.got.Body)
	if structure == nil {
		return nil, "is no object with fields"
	}
	return structure, ""
}

// reading minds the case of names, which encoding/json does not: NAME is another property than name. Else it is as
// lenient.
var reading = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// ReadStructure reads the meta object of a server under test. Fields that cannot be read, could not
// be told apart from documented properties, or have no usable name, are left out: whether the
// answer conforms is judged elsewhere. Nil means that nothing could be read.
func ReadStructure(object caseapi.ObjectType, body []byte) *caseapi.ObjectStructure {
	var read struct {
		Fields []jsontext.Value `json:"fields"`
	}
	if err := json.Unmarshal(body, &read, reading); err != nil || read.Fields == nil {
		return nil
	}
	structure := &caseapi.ObjectStructure{Name: object, Fields: []caseapi.Field{}}
	unreadable := 0
	for _, text := range read.Fields {
		var field caseapi.Field
		if json.Unmarshal(text, &field, reading) != nil {
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
