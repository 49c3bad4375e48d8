package scenarios_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
	"casemock/scenarios/fake"

	"github.com/brianvoe/gofakeit/v7"
)

func faker() *fake.Faker { return gofakeit.NewFaker(rand.NewPCG(1, 2), false) }

// response reads a response whose body.message is the template.
func response(t testing.TB, template string) *scenarios.Response {
	t.Helper()
	quoted, err := json.Marshal(template)
	if err != nil {
		t.Fatal(err)
	}
	text := "responses:\n  - status: 500\n    body: {message: " + string(quoted) + "}\n"
	return &scenario(t, text).Responses[0]
}

func templateCall() scenarios.Call {
	return scenarios.Call{
		Operation: caseapi.MustOperation(caseapi.UpdateCase),
		Path:      map[string]string{"id": "1001"},
		Query:     url.Values{"page": {"2", "3"}},
		Headers: http.Header{"X-Sf-User-Email": {"agent@example.com"}, "Accept": {"a", "b"},
			"Authorization": {"sandbox-key"}},
		Body: map[string]any{"title": `A "quoted" title`, "words": "<no value> {{ . }}", "null": nil,
			"count":        json.Number("3"),
			"interactions": []any{map[string]any{"body": "one"}, map[string]any{"body": "two"}}},
	}
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, template, want string }{
		{"Plain", `no braces`, `no braces`},
		{"Path", `Case {{ .request.path.id }}.`, `Case 1001.`},
		{"Query", `{{ .request.query.page }}`, `2`},
		{"MissingQuery", `{{ or .request.query.sort "none" }}`, `none`},
		{"Header", `{{ index .request.headers "x-sf-user-email" }}`, `agent@example.com`},
		{"HeaderSentTwice", `{{ .request.headers.accept }}`, `a, b`},
		{"MissingHeader", `{{ index .request.headers "x-none" }}`, ``},
		{"TheKeyIsKept", `{{ index .request.headers "authorization" }}`, ``},
		{"Body", `{{ .request.body.title }}`, `A "quoted" title`},
		{"Number", `{{ .request.body.count }}`, `3`},
		{"Range", `{{ range .request.body.interactions }}{{ .body }};{{ end }}`, `one;two;`},
		{"Len", `{{ len .request.body.interactions }}`, `2`},
		{"If", `{{ if .request.body.status }}set{{ else }}unset{{ end }}`, `unset`},
		{"Printf", `{{ printf "%05d|%-4s|%q" 7 "a" .request.path.id }}`, `00007|a   |"1001"`},
		{"Html", `{{ html "<a>" }}`, `&lt;a&gt;`},
		{"Variable", `{{ $x := .request.path.id }}{{ $x }}{{ $.request.path.id }}`, `10011001`},
		{"Fake", `{{ fake "numerify" "###" | len }}`, `3`},
		{"FakeWithNumbers", `{{ fake "number" 7 7 }}`, `7`},
		{"FakeWithList", `{{ fake "randomstring" "a" "a" "a" }}`, `a`},
		{"FakeBoolean", `{{ if fake "bool" }}{{ end }}ok`, `ok`},
		{"FakeBoolArgument", `{{ fake "password" true true true false false 8 | len }}`, `8`},
		{"FakeRegex", `{{ fake "regex" "a{3}" }}`, `aaa`},
		{"FakeYear", `{{ fake "year" | printf "%v" | len }}`, `4`},
		{"WordsOfTheClient", `{{ .request.body.words }}`, `<no value> {{ . }}`},
		{"WordsInPipes", `{{ .request.body.words | printf "%s!" }}`, `<no value> {{ . }}!`},
		{"WordsInAVariable", `{{ $x := .request.body.none }}{{ $x = .request.body.words }}{{ $x }}`,
			`<no value> {{ . }}`},
		{"WordsOfTheFile", `<no value>{{ .request.path.id }}`, `<no value>1001`},
		{"FakeOfTheRequest", `{{ fake "lexify" .request.path.id }}`, `1001`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			rendered, err := response(t, test.template).Render(templateCall(), faker())
			if err != nil {
				t.Fatal(err)
			}
			var body map[string]string
			if err := json.Unmarshal(rendered.Body, &body); err != nil {
				t.Fatal(err)
			}
			if body["message"] != test.want {
				t.Errorf("got %q, want %q", body["message"], test.want)
			}
		})
	}
}

func TestTemplatesThatFail(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, template, want string }{
		{"MissingValue", `{{ .request.body.status }}`,
			`prints something that the request does not have; {{ or … "-" }} would do without`},
		{"BelowMissing", `{{ .request.body.author.handle }}`,
			`prints something that the request does not have; {{ or … "-" }} would do without`},
		{"Null", `{{ .request.body.null }}`,
			`prints something that the request does not have; {{ or … "-" }} would do without`},
		{"MissingBesideWords", `{{ .request.body.words }}{{ .request.body.status }}`,
			`prints something that the request does not have; {{ or … "-" }} would do without`},
		{"MissingVariable", `{{ $x := .request.body.status }}{{ if true }}{{ $x }}{{ end }}`,
			`prints something that the request does not have; {{ or … "-" }} would do without`},
		{"BelowText", `{{ .request.body.title.text }}`,
			"{{ .request.body.title.text }}: can't evaluate field text in type interface {}"},
		{"UnknownFakeOfTheRequest", `{{ fake .request.path.id }}`,
			`{{ fake .request.path.id }}: fake knows no "1001"; gofakeit's documentation lists its functions`},
		{"FakeWithWrongArgument", `{{ fake "randomint" .request.path }}`,
			`{{ fake "randomint" .request.path }}: fake "randomint": map[id:1001] value could not` +
				" parse to int"},
		{"Index", `{{ index .request.body.interactions 7 }}`,
			"{{ index .request.body.interactions 7 }}: index out of range: 7"},
		{"Width", `{{ printf "%1000000000d" 1 }}`,
			`{{ printf "%1000000000d" 1 }}: the format "%1000000000d" is too wide`},
		{"StarWidth", `{{ printf "%*d" 1000000000 1 }}`,
			`{{ printf "%*d" 1000000000 1 }}: the format "%*d" is too wide`},
		{"EndlessRange", `{{ range 1000000000000 }}{{ end }}`,
			"does too much: it repeats itself too often, or on too much text"},
		{"NestedRanges", strings.Repeat(`{{ range 1000 }}`, 5) + strings.Repeat(`{{ end }}`, 5),
			"does too much: it repeats itself too often, or on too much text"},
		{"Doubling", `{{ $x := "aaaaaaaa" }}{{ range 60 }}{{ $x = print $x $x }}{{ end }}`,
			"{{ print $x $x }}: does too much: it repeats itself too often, or on too much text"},
		{"FormatDoubling", `{{ $x := "aaaaaaaa" }}{{ range 60 }}{{ $x = printf "%s%[1]s" $x }}{{ end }}`,
			`{{ printf "%s%[1]s" $x }}: does too much: it repeats itself too often, or on too much text`},
		{"WholeHeaders", `{{ range 9000 }}{{ $x := print $.request.headers }}{{ end }}`,
			"{{ print $.request.headers }}: does too much: it repeats itself too often, or on too much text"},
		{"WholeQuery", `{{ range 9000 }}{{ $x := len (urlquery $.request.query) }}{{ end }}`,
			"{{ urlquery $.request.query }}: does too much: it repeats itself too often, or on too much text"},
		{"LongNumber", `{{ range 9000 }}{{ $x := printf "%s" $.request.body.long }}{{ end }}`,
			"{{ printf \"%s\" $.request.body.long }}: does too much: it repeats itself too often," +
				" or on too much text"},
		{"LongFake", `{{ range 9000 }}{{ $x := fake "lexify" (print $.request.headers) }}{{ end }}`,
			"{{ print $.request.headers }}: does too much: it repeats itself too often, or on too much text"},
		{"LongText", `{{ range 9000 }}` + strings.Repeat("0123456789", 10) + `{{ end }}`,
			"makes a text that is too long"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			call := templateCall()
			call.Headers["X-Long"] = []string{strings.Repeat("x", 1000)}
			call.Query.Set("long", strings.Repeat("x", 1000))
			call.Body.(map[string]any)["long"] = json.Number(strings.Repeat("1", 1000))
			_, err := response(t, test.template).Render(call, faker())
			want := "scenario mine: responses[0].body.message: " + test.want
			if err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

func TestTemplateWithoutBody(t *testing.T) {
	t.Parallel()
	call := templateCall()
	call.Body = nil
	_, err := response(t, `{{ .request.body.title }}`).Render(call, faker())
	want := "scenario mine: responses[0].body.message: {{ .request.body.title }}:" +
		" there is nothing that could have title"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestSameSeedSameAnswer(t *testing.T) {
	t.Parallel()
	made := response(t, `{{ fake "uuid" }} {{ fake "name" }} {{ fake "date" }} {{ fake "number" 1 1000 }}`)
	first, err := made.Render(templateCall(), faker())
	if err != nil {
		t.Fatal(err)
	}
	second, err := made.Render(templateCall(), faker())
	if err != nil || string(first.Body) != string(second.Body) {
		t.Errorf("%s, then %s, %v", first.Body, second.Body, err)
	}
}

func TestFakesThatMakeTooMuch(t *testing.T) {
	t.Parallel()
	tests := []struct{ template, want string }{
		{`{{ fake "hexuint" 2147483647 }}`, `fake "hexuint": bitSize must be a whole number from 0 to 1000, not 2147483647`},
		{`{{ fake "digitn" "-1" }}`, `fake "digitn": count must be a whole number from 0 to 1000, not -1`},
		{`{{ fake "password" true true true true true 1001 }}`,
			`fake "password": length must be a whole number from 0 to 1000, not 1001`},
		{`{{ fake "loremipsumparagraph" 10 10 11 " " }}`, `fake "loremipsumparagraph" would make more than 1000 pieces`},
		{`{{ fake "loremipsumparagraph" 1000 1 1 "` + strings.Repeat("-", 1000) + `" }}`,
			`fake "loremipsumparagraph" would make a text that is too long`},
		{`{{ fake "regex" "((((((^*)*)*)*)*)*)*" }}`, `fake "regex" would make a text that is too long`},
		{`{{ fake "regex" "(" }}`, "fake \"regex\" cannot read the expression: error parsing regexp:" +
			" missing closing ): `(`"},
	}
	for _, test := range tests {
		_, problems := scenarios.Parse(caseapi.New(structures()), "f", fmt.Appendf(nil,
			"name: mine\noperation: updateCase\nresponses:\n- status: 500\n  body: {message: %q}", test.template))
		want := "f:5:19: responses[0].body.message cannot work: " + test.want
		if got := lines(problems); strings.TrimSpace(got) != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
