package proxy

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
)

// structures are what is known of the fields that the server defines itself. They are immutable.
type structures struct {
	api   *caseapi.API
	known map[caseapi.ObjectType]bool
	given bool // by the user: no answer changes them
}

// knownFrom is what the user gives; nil: nothing.
func knownFrom(given *caseapi.ObjectStructures) *structures {
	if given == nil {
		return &structures{api: caseapi.New(caseapi.ObjectStructures{
			Case:     caseapi.ObjectStructure{Name: caseapi.CaseObject},
			Customer: caseapi.ObjectStructure{Name: caseapi.CustomerObject},
		}), known: map[caseapi.ObjectType]bool{}}
	}
	return &structures{caseapi.New(*given),
		map[caseapi.ObjectType]bool{caseapi.CaseObject: true, caseapi.CustomerObject: true}, true}
}

// knows reports whether the fields of an object are known; of no object, there are none.
func (s *structures) knows(object caseapi.ObjectType) bool { return object == "" || s.known[object] }

// part names the part of an answer that a path is about: one for all custom fields, which no rule can name.
func (s *structures) part(operation *caseapi.Operation, path string) string {
	name := path[strings.LastIndex(path, ".")+1:]
	object, _ := caseapi.CustomObject(operation.Success().Schema)
	if _, custom := s.api.Structures().Of(object).Field(name); custom && !caseapi.Documented(object, name) {
		return strings.TrimSuffix(path, name) + report.CustomPart
	}
	return path
}

// learn takes in the structure of an object, where a right answer shows one.
func (u *Upstream) learn(x heard) {
	if x.Operation.Name != caseapi.DefineObjectStructures || x.Status != http.StatusOK {
		return
	}
	shown, _ := x.Answer.(map[string]any)
	object := caseapi.ObjectType(x.Path["type"])
	fields, ok := fieldsOf(object, shown["fields"])
	if !ok || shown["name"] != string(object) || !slices.Contains(caseapi.ObjectTypes(), object) {
		return
	}
	for {
		before := u.structures.Load()
		if before.given || before.known[object] && slices.EqualFunc(before.api.Structures().Of(object).Fields, fields,
			sameField) {
			return
		}
		if u.structures.CompareAndSwap(before, before.with(object, fields)) {
			return
		}
	}
}

func sameField(a, b caseapi.Field) bool {
	return a.Name == b.Name && a.Label == b.Label && a.Type == b.Type && a.Searchable == b.Searchable &&
		slices.Equal(a.ListValues, b.ListValues)
}

// with knows the fields of an object.
func (s *structures) with(object caseapi.ObjectType, fields []caseapi.Field) *structures {
	all := s.api.Structures()
	structure := caseapi.ObjectStructure{Name: object, Fields: fields}
	if object == caseapi.CaseObject {
		all.Case = structure
	} else {
		all.Customer = structure
	}
	made := &structures{api: caseapi.New(all), known: maps.Clone(s.known)}
	made.known[object] = true
	return made
}

// fieldsOf reads the fields of an answer, whose shape is right; those that the documents do not allow are left
// out.
func fieldsOf(object caseapi.ObjectType, shown any) (fields []caseapi.Field, ok bool) {
	elements, ok := shown.([]any)
	for _, element := range elements {
		read, _ := element.(map[string]any)
		field := fieldOf(read)
		taken := slices.ContainsFunc(fields, func(other caseapi.Field) bool { return other.Name == field.Name })
		if !taken && !caseapi.Documented(object, field.Name) && len(field.Validate()) == 0 {
			fields = append(fields, field)
		}
	}
	return fields, ok
}

func fieldOf(read map[string]any) caseapi.Field {
	text := func(object map[string]any, name string) string { value, _ := object[name].(string); return value }
	field := caseapi.Field{Name: text(read, "name"), Label: text(read, "label"),
		Type: caseapi.FieldType(text(read, "type"))}
	field.Searchable, _ = read["searchable"].(bool)
	values, _ := read["listValues"].([]any)
	for _, value := range values {
		choice, _ := value.(map[string]any)
		field.ListValues = append(field.ListValues, caseapi.ListValue{Name: text(choice, "name"),
			Value: text(choice, "value")})
	}
	return field
}
