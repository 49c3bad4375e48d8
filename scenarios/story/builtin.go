package story

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// The built-in stories: what goes wrong over several calls on servers whose single answers are right. They name
// custom fields as the sandbox has them; see [ownFields].
//
//go:embed builtin/*.yaml
var builtInFiles embed.FS

// BuiltIn lists the built-in stories by name. They are shared, and stay as they are; the list is the caller's.
func BuiltIn() []*Story { return slices.Clone(readBuiltIn()) }

// readBuiltIn reads them once: a tenth of a verification went into reading them again for the next one.
var readBuiltIn = sync.OnceValue(func() []*Story {
	loader := newLoader()
	names, err := builtInFiles.ReadDir("builtin")
	must(err)
	for _, name := range names {
		path := "builtin/" + name.Name()
		text, err := builtInFiles.ReadFile(path)
		must(err)
		loader.Add(strictyaml.Parse(path, text))
	}
	if problems := loader.Problems(nil); len(problems) > 0 {
		panic(fmt.Sprintf("story: %v", problems)) // a mistake in this program, which a test finds
	}
	for _, story := range loader.Loaded {
		story.Source.BuiltIn = true
	}
	return loader.Loaded
})

// ownFields puts fields of the server in the place of those custom fields that it does not define; see [ownField].
// What finds none is left out.
func ownFields(body any, server caseapi.ObjectStructure) any {
	sent, isObject := body.(map[string]any)
	if !isObject {
		return body
	}
	own := map[string]any{}
	for name, value := range sent {
		if caseapi.Documented(server.Name, name) {
			own[name] = value
		} else if field, found := ownField(name, server); found {
			own[field.Name] = allowed(value, field)
		}
	}
	return own
}

// role is a custom field that built-in stories name.
type role struct {
	name, word string // a field whose name has the word in it is preferred
	kinds      []caseapi.FieldType
}

// roles are those of each object, first those of which most is asked.
var roles = map[caseapi.ObjectType][]role{
	caseapi.CustomerObject: {
		{"email", "mail", []caseapi.FieldType{caseapi.Text}},
		{"phone", "phone", []caseapi.FieldType{caseapi.Text}},
		{"name", "name", []caseapi.FieldType{caseapi.Text}},
		{"tier", "tier", []caseapi.FieldType{caseapi.SingleSelectList}},
		{"newsletter", "newsletter", []caseapi.FieldType{caseapi.Checkbox}},
	},
	caseapi.CaseObject: {
		{"customCasePropertyOne", "one", []caseapi.FieldType{caseapi.Text, caseapi.TextArea}},
		{"customCasePropertyTwo", "two", []caseapi.FieldType{caseapi.Text, caseapi.TextArea}},
	},
}

// ownField is the server's field for a name: the same one in every step, and for each name another.
func ownField(wanted string, server caseapi.ObjectStructure) (caseapi.Field, bool) {
	taken := map[string]bool{}
	for _, role := range roles[server.Name] {
		fits := func(field caseapi.Field) bool {
			return slices.Contains(role.kinds, field.Type) && !taken[field.Name]
		}
		at := slices.IndexFunc(server.Fields, func(field caseapi.Field) bool {
			return fits(field) && strings.Contains(strings.ToLower(field.Name), role.word)
		})
		if at < 0 {
			at = slices.IndexFunc(server.Fields, fits)
		}
		if at < 0 {
			continue
		}
		if role.name == wanted {
			return server.Fields[at], true
		}
		taken[server.Fields[at].Name] = true
	}
	return caseapi.Field{}, false
}

// allowed is a value that a field can have: of a list, one of its own.
func allowed(value any, field caseapi.Field) any {
	if len(field.ListValues) == 0 || slices.ContainsFunc(field.ListValues, func(listed caseapi.ListValue) bool {
		return listed.Value == value
	}) {
		return value
	}
	return field.ListValues[len(field.ListValues)-1].Value
}
