package scenarios_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
	"casemock/scenarios/matcher"

	"github.com/google/go-cmp/cmp"
)

// FuzzParse reads arbitrary files: each is refused with a place and a sentence, or its scenarios
// can be asked, answered and written down.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"builtin/*.yaml", "testdata/right/*.yaml", "testdata/wrong/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	api := caseapi.New(structures())
	f.Fuzz(func(t *testing.T, text string) {
		found, problems := scenarios.Parse(api, "f", []byte(text))
		for _, problem := range problems {
			if problem.Line < 1 || problem.Column < 1 || problem.Message == "" ||
				strings.Contains(problem.Message, "\n") {
				t.Errorf("%q", problem)
			}
		}
		for _, scenario := range found {
			use(t, scenario)
			written := scenarios.Format(scenario)
			again, problems := scenarios.Parse(api, "again", written)
			if len(problems) > 0 {
				t.Fatalf("%s%s", written, lines(problems))
			}
			if diff := cmp.Diff(string(written), string(scenarios.Format(again[0]))); diff != "" {
				t.Error(diff)
			}
		}
	})
}

// use does with a scenario all that a server and a contract do.
func use(t *testing.T, scenario *scenarios.Scenario) {
	t.Helper()
	call := scenario.Example()
	_ = scenario.Request.Match(call)
	scenario.Expected()
	for i := range scenario.Responses {
		rendered, err := scenario.Responses[i].Render(call, faker())
		isJSON := rendered.ContentType == "application/json"
		if err == nil && isJSON && rendered.HasBody && !json.Valid(rendered.Body) {
			t.Errorf("not JSON: %s", rendered.Body)
		}
	}
}

// FuzzTemplate fills arbitrary templates in: they may fail, they may not hang, panic or make
// gigabytes.
func FuzzTemplate(f *testing.F) {
	for _, text := range []string{
		`{{ .request.path.id }}`, `{{ range 10 }}{{ fake "uuid" }}{{ end }}`, `{{ printf "%05d %s" 1 "a" }}`,
		`{{ $x := "a" }}{{ range 60 }}{{ $x = print $x $x }}{{ end }}`, `{{ index .request.headers "a" }}`,
		`{{ with .request.body }}{{ .title | html | js | urlquery | printf "%q" }}{{ end }}`,
		`{{ fake "regex" "(a|b){5}" }}{{ fake "lexify" "???" }}`, `{{ define "a" }}{{ end }}`,
		`{{ range .request.body.interactions }}{{ break }}{{ else }}{{ slice "abc" 1 2 }}{{ end }}`,
		`{{ and 1 (or 0 (not true)) | eq 1 }}`, `{{ fake "number" "1" "5" }}`, `{{ call .request.path.id }}`,
		`<no value>{{ .request.body.none }}`, `{{ $x := .request.body.none }}{{ $x }}`, `{{ .request.body.title }}`,
		`{{ fake "hexuint" 2147483647 }}`, `{{ fake "regex" "((((a*)*)*)*)*" }}`, `{{ fake .request.body.title 7 }}`,
		`{{ fake "loremipsumparagraph" 9 9 9 .request.body.title }}`, `{{ printf "%999.999f%+q" 1.5 .request.headers }}`,
	} {
		f.Add(text, "1001", "title")
		f.Add(text, "<no value>", "((a*)*)*\a\r\n")
	}
	for _, scenario := range scenarios.BuiltIn().All() {
		for _, text := range templatesOf(scenario) {
			f.Add(text, "1001", "title")
		}
	}
	api := caseapi.New(caseapi.ObjectStructures{})
	f.Fuzz(func(t *testing.T, text, id, title string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		source, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		found, _ := scenarios.Parse(api, "f", []byte(`{"name": "f", "operation": "updateCase",`+
			` "responses": [{"status": 500, "body": {"message": `+string(source)+`}}]}`))
		if len(found) == 0 {
			t.Skip()
		}
		call := templateCall()
		call.Path = map[string]string{"id": id}
		call.Body = map[string]any{"title": title, "interactions": []any{title, id}}
		rendered, err := found[0].Responses[0].Render(call, faker())
		if err == nil && (!json.Valid(rendered.Body) || len(rendered.Body) > 2<<20) {
			t.Errorf("%d bytes: %.200s", len(rendered.Body), rendered.Body)
		}
	})
}

// templatesOf lists the texts of a scenario's answers that are filled in.
func templatesOf(scenario *scenarios.Scenario) []string {
	var found []string
	for _, response := range scenario.Responses {
		if response.Body != nil {
			found = append(found, templatesIn(response.Body.Value())...)
		}
		for _, header := range response.Headers {
			found = append(found, templatesIn(header.Value.String())...)
		}
	}
	return found
}

func templatesIn(value any) []string {
	var found []string
	switch value := value.(type) {
	case string:
		if strings.Contains(value, "{{") {
			found = append(found, value)
		}
	case []any:
		for _, element := range value {
			found = append(found, templatesIn(element)...)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			found = append(found, templatesIn(value[key])...)
		}
	}
	return found
}

// FuzzMatch holds arbitrary values against arbitrary matchers: no panic, a matcher fits
// its own example, the quick way and the thorough way agree, and a literal fits what it was made
// of.
func FuzzMatch(f *testing.F) {
	for _, expected := range []string{
		`{"a": [1, {"b": null}], "c": "d"}`, `{"regex": "a+", "example": "aa"}`, `{"type": "number"}`,
		`{"contains": [{"absent": true}, 1]}`, `{"c": {"regex": ".*b$"}}`, `{"literal": {"type": 1}}`, `[1.0, "x", true]`,
	} {
		f.Add(expected, `{"a": [1.0, {"b": null}, 3], "c": "d"}`)
		f.Add(expected, `[1, "aa", true]`)
		f.Add(expected, `{"c": "a\nb"}`)
	}
	f.Fuzz(func(t *testing.T, expected, actual string) {
		value, violations := caseapi.Decode([]byte(actual))
		if violations != nil {
			t.Skip()
		}
		if mismatch := matcher.Match(matcher.LiteralOf(value), value); mismatch != nil {
			t.Errorf("%s does not fit itself: %v", actual, mismatch)
		}
		request, problems := scenarios.ParseRequest("f", []byte("body: "+expected))
		if len(problems) > 0 {
			t.Skip()
		}
		call := scenarios.Call{Body: value}
		if mismatch := request.Match(call); (mismatch == nil) != request.Fits(call) ||
			mismatch != nil && (mismatch.Path == "" || mismatch.Expected == "") {
			t.Errorf("%s, %s: %v", expected, actual, mismatch)
		}
	})
}
