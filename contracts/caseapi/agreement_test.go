package caseapi_test

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"gopkg.in/yaml.v3"

	"casemock/contracts/caseapi"
	"casemock/contracts/openapi"
)

// The tests of this file hold ValidateBody against somebody else's validator, which reads the OpenAPI
// document that is served, and what that says in prose.

// TestOpenAPISaysWhatValidateBodyDoes asks with that validator's own date-times and URIs about every
// body of these tests and every schema.
func TestOpenAPISaysWhatValidateBodyDoes(t *testing.T) {
	t.Parallel()
	bodies := everyBody(t)
	for name, theirs := range documentedSchemas(t, compiler()) {
		accepted := 0
		for text, body := range bodies {
			wantAgreement(t, theirs, name, text, body)
			if theirs.Validate(body) == nil {
				accepted++
			}
		}
		if accepted == 0 {
			t.Errorf("no body of these tests is a %s", name)
		}
	}
}

// FuzzValidateBody asks the same about any body, with our date-times and URIs: theirs are narrower.
func FuzzValidateBody(f *testing.F) {
	ours := compiler()
	ours.RegisterFormat(&jsonschema.Format{Name: caseapi.DateTimeFormat, Validate: validTime})
	ours.RegisterFormat(&jsonschema.Format{Name: caseapi.URIFormat, Validate: validURI})
	schemas := documentedSchemas(f, ours)
	for text := range everyBody(f) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		body, violations := caseapi.Decode(text)
		if violations != nil {
			return
		}
		for name, theirs := range schemas {
			wantAgreement(t, theirs, name, string(text), body)
		}
	})
}

// wantAgreement wants both to find as many mistakes, at the same places.
func wantAgreement(
	t *testing.T, theirs *jsonschema.Schema, name caseapi.SchemaName, text string, body any,
) {
	t.Helper()
	const most = 1000 // violations that ValidateBody names
	err, violations := theirs.Validate(body), companyAPI().ValidateBody(name, body)
	want := append(mistakes(t, err, body), saidInProse(companyAPI().Schema(name), body)...)
	if len(violations) != min(len(want), most) {
		t.Errorf("%s %s\nby the document: %v\nby ValidateBody: %v", name, text, err, violations)
		return
	}
	got := make([]string, len(violations))
	for i, violation := range violations {
		got[i] = violation.Path
	}
	slices.Sort(want)
	slices.Sort(got)
	if len(want) <= most && !slices.ContainsFunc(want, isOdd) && !slices.Equal(got, want) {
		t.Errorf("%s %s\nby the document: %q\nby ValidateBody: %q", name, text, want, got)
	}
}

// saidInProse is what the document leaves to a schema's description.
func saidInProse(schema *caseapi.Schema, body any) []string {
	object, ok := body.(map[string]any)
	if !ok || len(schema.RequireOneOf) == 0 {
		return nil
	}
	for _, name := range schema.RequireOneOf {
		if _, sent := object[name]; sent {
			return nil
		}
	}
	return schema.RequireOneOf[:1]
}

// odd stands for the path to a name that ValidateBody quotes or cuts, or might.
const odd = "an odd name"

var plainName = regexp.MustCompile(`^[a-zA-Z]\w{0,30}$`)

// mistakes are the places of what a validation found: each missing and each unknown property is one.
func mistakes(t *testing.T, err error, body any) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		t.Fatal(err)
	}
	return places(invalid, body)
}

func places(err *jsonschema.ValidationError, body any) []string {
	place := placeOf(err.InstanceLocation, body)
	var names []string
	switch what := err.ErrorKind.(type) {
	case *kind.Required:
		names = what.Missing
	case *kind.AdditionalProperties:
		names = what.Properties
	default:
		if len(err.Causes) == 0 {
			return []string{cmp.Or(place, "body")}
		}
	}
	var all []string
	for _, name := range names {
		all = append(all, below(place, name))
	}
	if names == nil {
		for _, cause := range err.Causes {
			all = append(all, places(cause, body)...)
		}
	}
	return all
}

// placeOf writes a location as ValidateBody does.
func placeOf(location []string, body any) string {
	path := ""
	for _, token := range location {
		switch value := body.(type) {
		case []any:
			index, err := strconv.Atoi(token)
			if err != nil {
				panic(err)
			}
			path += "[" + token + "]"
			body = value[index]
		case map[string]any:
			path = below(path, token)
			body = value[token]
		}
	}
	return path
}

func isOdd(path string) bool { return strings.HasPrefix(path, odd) }

func below(path, name string) string {
	switch {
	case !plainName.MatchString(name):
		return odd
	case path == "":
		return name
	}
	return path + "." + name
}

func compiler() *jsonschema.Compiler {
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	return compiler
}

// documentedSchemas compiles the schemas of the document.
func documentedSchemas(
	t testing.TB, compiler *jsonschema.Compiler,
) map[caseapi.SchemaName]*jsonschema.Schema {
	t.Helper()
	var document any
	if err := yaml.Unmarshal(openapi.Write(companyAPI(), openapi.V31, ""), &document); err != nil {
		t.Fatal(err)
	}
	if err := compiler.AddResource("openapi.yaml", document); err != nil {
		t.Fatal(err)
	}
	schemas := map[caseapi.SchemaName]*jsonschema.Schema{}
	for _, schema := range companyAPI().Schemas() {
		compiled, err := compiler.Compile("openapi.yaml#/components/schemas/" + string(schema.Name))
		if err != nil {
			t.Fatal(err)
		}
		schemas[schema.Name] = compiled
	}
	return schemas
}

func validTime(value any) error {
	text, ok := value.(string)
	if !ok {
		return nil
	}
	_, err := caseapi.ParseTime(text)
	return err
}

func validURI(value any) error {
	text, ok := value.(string)
	if !ok {
		return nil
	}
	if !caseapi.IsURI(text) {
		return fmt.Errorf("%q is no URI", text)
	}
	return nil
}

// everyBody gathers the JSON bodies of these tests and the parts of right answers.
func everyBody(t testing.TB) map[string]any {
	t.Helper()
	texts := []string{interaction, `"text"`, `true`, `5`, `{"city":"Austin"}`,
		`{"name":"Gold","value":"gold"}`, `{"name":"title","errorMessage":"is required"}`,
		`{"name":"a","label":"L","type":"text","searchable":true}`,
		interaction[strings.Index(interaction, `{"service":`) : len(interaction)-1],
	}
	for _, test := range slices.Concat(caseRequests(), interactionRequests(), customFieldRequests(),
		customerRequests(), bestmatchRequests()) {
		texts = append(texts, test.body)
	}
	for _, answer := range rightAnswers() {
		texts = append(texts, answer)
	}
	bodies := map[string]any{}
	for _, text := range texts {
		if value, violations := caseapi.Decode([]byte(text)); violations == nil {
			bodies[text] = value
		}
	}
	return bodies
}
