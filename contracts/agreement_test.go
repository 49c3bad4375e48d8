package contracts_test

import (
	"errors"
	"fmt"
	"net/url"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"casemock/contracts"
)

// The tests of this file hold ValidateBody against somebody else's validator, which reads the OpenAPI
// document that is served.

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
	ours.RegisterFormat(&jsonschema.Format{Name: contracts.DateTimeFormat, Validate: validTime})
	ours.RegisterFormat(&jsonschema.Format{Name: contracts.URIFormat, Validate: validURI})
	schemas := documentedSchemas(f, ours)
	for text := range everyBody(f) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		body, violations := contracts.Decode(text)
		if violations != nil {
			return
		}
		for name, theirs := range schemas {
			wantAgreement(t, theirs, name, string(text), body)
		}
	})
}

// wantAgreement wants both to find as many mistakes.
func wantAgreement(
	t *testing.T, theirs *jsonschema.Schema, name contracts.SchemaName, text string, body any,
) {
	t.Helper()
	const most = 1000 // violations that ValidateBody names
	err, violations := theirs.Validate(body), companyAPI().ValidateBody(name, body)
	if want := min(mistakes(t, err), most); len(violations) != want {
		t.Errorf("%s %s\nby the document: %v\nby ValidateBody: %v", name, text, err, violations)
	}
}

// mistakes counts what a validation found: each missing and each unknown property is one.
func mistakes(t *testing.T, err error) int {
	t.Helper()
	if err == nil {
		return 0
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		t.Fatal(err)
	}
	return count(invalid)
}

func count(err *jsonschema.ValidationError) int {
	switch what := err.ErrorKind.(type) {
	case *kind.Required:
		return len(what.Missing)
	case *kind.AdditionalProperties:
		return len(what.Properties)
	case *kind.AnyOf:
		return 1 // of the alternatives, one would do
	}
	if len(err.Causes) == 0 {
		return 1
	}
	sum := 0
	for _, cause := range err.Causes {
		sum += count(cause)
	}
	return sum
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
) map[contracts.SchemaName]*jsonschema.Schema {
	t.Helper()
	document, plain := readOpenAPI(t)
	if err := compiler.AddResource("openapi.yaml", plain); err != nil {
		t.Fatal(err)
	}
	schemas := map[contracts.SchemaName]*jsonschema.Schema{}
	for name := range document.Components.Schemas {
		compiled, err := compiler.Compile("openapi.yaml#/components/schemas/" + name)
		if err != nil {
			t.Fatal(err)
		}
		schemas[contracts.SchemaName(name)] = compiled
	}
	return schemas
}

func validTime(value any) error {
	text, ok := value.(string)
	if !ok {
		return nil
	}
	_, err := contracts.ParseTime(text)
	return err
}

func validURI(value any) error {
	text, ok := value.(string)
	if !ok {
		return nil
	}
	parsed, err := url.Parse(text)
	if err == nil && !parsed.IsAbs() {
		return fmt.Errorf("%q has no scheme", text)
	}
	return err
}
