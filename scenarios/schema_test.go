package scenarios_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/contracts/golden"
	"casemock/contracts/strictyaml"
	"casemock/scenarios"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(scenarios.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("scenario.json", document); err != nil {
		t.Fatal(err)
	}
	return compiler.MustCompile("scenario.json")
}

func documents(t *testing.T, pattern string) map[string]any {
	t.Helper()
	found := map[string]any{}
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %s, %v", pattern, err)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		file := strictyaml.Parse(path, text)
		for i, document := range file.Documents {
			found[filepath.Base(path)+"#"+string(rune('0'+i))] = document.Root.JSON()
		}
	}
	return found
}

// TestSchemaAgreesWithTheLoader holds what the loader takes against the schema that editors get.
func TestSchemaAgreesWithTheLoader(t *testing.T) {
	t.Parallel()
	schema := compiledSchema(t)
	for _, pattern := range []string{"builtin/*.yaml", "testdata/right/*.yaml"} {
		for name, document := range documents(t, pattern) {
			if err := schema.Validate(document); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// beyondSchema are the wrong files whose mistake no schema of one document can see: it depends on
// the documented API, on another value of the file, or on what a text says.
var beyondSchema = strings.Fields(`
	bad-duration bad-headers bad-regex bad-template body-is-no-object body-of-204 body-of-a-get
	body-outside-schema contract-header-malformed contract-request-is-no-object
	contract-request-outside-schema duplicate-key duplicate-name example-does-not-match
	example-missing impossible-path min-over-max name-of-another-operation
	name-promises-another-status one-broken-document-of-three state-near-miss
	state-unknown-parameter template-bad-arguments template-defines-templates
	template-unknown-function template-unknown-request-part undocumented-status
	unknown-path-parameter infinite-number number-by-tag unknown-tag then reaction-sense`)

func TestSchemaRefusesWrongFiles(t *testing.T) {
	t.Parallel()
	schema := compiledSchema(t)
	for name, document := range documents(t, "testdata/wrong/*.yaml") {
		kind, _, _ := strings.Cut(name, ".")
		if document == nil || schema.Validate(document) != nil {
			continue
		}
		if !strings.Contains(" "+strings.Join(beyondSchema, " ")+" ", " "+kind+" ") {
			t.Errorf("%s is right by the schema", name)
		}
	}
}

func TestSchemaGolden(t *testing.T) {
	t.Parallel()
	golden.Compare(t, "testdata/schema.golden.json", scenarios.Schema())
}
