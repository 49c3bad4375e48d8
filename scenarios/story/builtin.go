package story

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// The built-in stories: what goes wrong over several calls on servers whose single answers are right. They name
// no field of a case that is not documented, and of a customer those that the sandbox has; see [ownFields].
//
//go:embed builtin/*.yaml
var builtInFiles embed.FS

// BuiltIn lists the built-in stories by name.
func BuiltIn() []*Story {
	var loading loading
	names, err := builtInFiles.ReadDir("builtin")
	must(err)
	for _, name := range names {
		path := "builtin/" + name.Name()
		text, err := builtInFiles.ReadFile(path)
		must(err)
		loading.read(strictyaml.Parse(path, text))
	}
	if problems := loading.problems(); len(problems) > 0 {
		panic(fmt.Sprintf("story: %v", problems)) // a mistake in this program, which a test finds
	}
	for _, story := range loading.stories {
		story.Source.BuiltIn = true
	}
	return loading.stories
}

// ownFields puts text fields of the server in the place of fields that it does not define: what is called
// likewise, or else the next one. What finds none is left out.
func ownFields(body any, server caseapi.ObjectStructure) any {
	sent, isObject := body.(map[string]any)
	if !isObject {
		return body
	}
	own := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		if field := ownField(name, server); field != "" {
			own[field] = sent[name]
		}
	}
	return own
}

// ownField is the same for a name in every step. The names are in the order of how much is asked of the field.
func ownField(wanted string, server caseapi.ObjectStructure) string {
	taken := map[string]bool{}
	for _, word := range []string{"mail", "phone", "name"} {
		at := slices.IndexFunc(server.Fields, func(field caseapi.Field) bool {
			return isText(field) && !taken[field.Name] && strings.Contains(strings.ToLower(field.Name), word)
		})
		if at < 0 {
			at = slices.IndexFunc(server.Fields, func(field caseapi.Field) bool {
				return isText(field) && field.Searchable && !taken[field.Name]
			})
		}
		if at < 0 {
			continue
		}
		name := server.Fields[at].Name
		if taken[name] = true; strings.Contains(wanted, word) {
			return name
		}
	}
	return ""
}

func isText(field caseapi.Field) bool {
	return field.Type == caseapi.Text || field.Type == caseapi.TextArea
}
