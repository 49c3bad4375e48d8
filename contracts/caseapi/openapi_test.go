package caseapi_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"casemock/contracts/caseapi"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestOpenAPIGolden keeps the document as it is read: a change to it is seen in review. Write it
// anew with go test ./contracts/caseapi -run OpenAPI -update.
func TestOpenAPIGolden(t *testing.T) {
	t.Parallel()
	for name, version := range map[string]caseapi.OpenAPIVersion{
		"openapi.yaml": caseapi.OpenAPI31, "openapi-3.0.yaml": caseapi.OpenAPI30,
	} {
		golden := filepath.Join("testdata", name)
		got := companyAPI().OpenAPI(version, "https://crm.example.com")
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("the document differs from %s (-golden +now):\n%s", golden, diff)
		}
	}
}

func TestOpenAPIIsReproducible(t *testing.T) {
	t.Parallel()
	first := caseapi.New(company()).OpenAPI(caseapi.OpenAPI31, "")
	second := caseapi.New(company()).OpenAPI(caseapi.OpenAPI31, "")
	if diff := cmp.Diff(string(first), string(second)); diff != "" {
		t.Errorf("-first +second:\n%s", diff)
	}
	if strings.Contains(string(first), "\nservers:") {
		t.Error("without a URL there are servers")
	}
}

// openAPI is what this test reads of the document.
type openAPI struct {
	Paths map[string]map[string]struct {
		OperationID string `yaml:"operationId"`
		Responses   map[string]any
	}
	Components struct {
		Schemas map[string]any
	}
}

func readOpenAPI(t testing.TB) (document openAPI, plain any) {
	t.Helper()
	written := companyAPI().OpenAPI(caseapi.OpenAPI31, "")
	if err := yaml.Unmarshal(written, &document); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(written, &plain); err != nil {
		t.Fatal(err)
	}
	return document, plain
}

func TestOpenAPIHasEveryOperation(t *testing.T) {
	t.Parallel()
	document, _ := readOpenAPI(t)
	count := 0
	for _, methods := range document.Paths {
		count += len(methods)
	}
	if want := len(caseapi.Operations()); count != want {
		t.Errorf("the document has %d operations, want %d", count, want)
	}
	for _, operation := range caseapi.Operations() {
		described := document.Paths[operation.Path][strings.ToLower(operation.Method)]
		if described.OperationID != string(operation.Name) {
			t.Errorf("%s %s is %q, want %s", operation.Method, operation.Path,
				described.OperationID, operation.Name)
		}
		if len(described.Responses) != len(operation.Responses) {
			t.Errorf("%s has the responses %v, want %s", operation.Name,
				described.Responses, operation.StatusList())
		}
	}
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

// TestOddTextsStayTexts gives labels and choices that YAML would take for something else. Many
// tools still read YAML 1.1, where even yes and 1:30 are no texts, so quotes are asked for.
func TestOddTextsStayTexts(t *testing.T) {
	t.Parallel()
	odd := []string{"yes", "No", "ON", "y", "true", "null", "~", "1", "1:30", "-.5", "0x1F", "1e3",
		"2024-05-01", "# a", "a: b", "- a", "'", `"`, `\`, "{}", "[a", "&a", "*a", "!a", "%a", "@a", "|",
		" a ", "a\nb", "\ttab", "🚚", "\u0085", "\x01", "=", "<<"}
	field := caseapi.Field{Name: "odd", Label: "yes", Type: caseapi.SingleSelectList}
	for _, text := range odd {
		field.ListValues = append(field.ListValues, caseapi.ListValue{Name: text, Value: text})
	}
	api := caseapi.New(caseapi.ObjectStructures{
		Case: caseapi.ObjectStructure{Fields: []caseapi.Field{field}}})
	written := api.OpenAPI(caseapi.OpenAPI31, "")
	var document struct {
		Components struct {
			Schemas struct {
				Case struct {
					Properties map[string]struct {
						Title string
						Enum  []any
					}
				} `yaml:"Case"`
			}
		}
	}
	if err := yaml.Unmarshal(written, &document); err != nil {
		t.Fatal(err)
	}
	got := document.Components.Schemas.Case.Properties["odd"]
	want := make([]any, len(odd))
	for i, text := range odd {
		want[i] = text
	}
	if diff := cmp.Diff(want, got.Enum); diff != "" || got.Title != "yes" {
		t.Errorf("title %q (-want +got):\n%s", got.Title, diff)
	}
	for _, text := range odd[:10] {
		if strings.Contains(string(written), "- "+text+"\n") {
			t.Errorf("%s stands there without quotes", text)
		}
	}
}
