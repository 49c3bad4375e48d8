package proxy

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
)

// fields are what each key has shown of the fields that the server defines itself: several may open the data of several
// companies on one host. It is safe for concurrent use.
type fields struct {
	first *structures // before a key has shown any

	mutex sync.Mutex
	shown map[string]*structures // by the key
}

// mostKeys bounds of how many keys the fields are remembered.
const mostKeys = 1000

func newFields(given *caseapi.ObjectStructures) *fields {
	return &fields{first: knownFrom(given), shown: map[string]*structures{}}
}

// of is what is known of the fields that a key sees.
func (f *fields) of(key string) *structures {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return cmp.Or(f.shown[key], f.first)
}

// structures are the fields as one key sees them. They are immutable.
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

// learn takes in the structure of an object, where a right answer shows one to a key.
func (f *fields) learn(key string, x heard) {
	if x.Operation.Name != caseapi.DefineObjectStructures || x.Status != http.StatusOK {
		return
	}
	shown, _ := x.Answer.(map[string]any)
	object := caseapi.ObjectType(x.Path["type"])
	fields, ok := fieldsOf(object, shown["fields"])
	if !ok || shown["name"] != string(object) || !slices.Contains(caseapi.ObjectTypes(), object) {
		return
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	before := cmp.Or(f.shown[key], f.first)
	isKnown := before.known[object] && slices.EqualFunc(before.api.Structures().Of(object).Fields, fields, sameField)
	if before.given || isKnown || f.shown[key] == nil && len(f.shown) >= mostKeys {
		return
	}
	f.shown[key] = before.with(object, fields)
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
