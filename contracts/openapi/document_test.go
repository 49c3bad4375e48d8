package openapi_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"casemock/contracts/caseapi"
	"casemock/contracts/golden"
	"casemock/contracts/openapi"
)

// TestOpenAPIGolden keeps the document as it is read: a change to it is seen in review. Write it
// anew with go test ./contracts/openapi -run OpenAPI -update.
func TestOpenAPIGolden(t *testing.T) {
	t.Parallel()
	for name, version := range map[string]openapi.Version{
		"openapi.yaml": openapi.V31, "openapi-3.0.yaml": openapi.V30,
	} {
		golden.Compare(t, "testdata/"+name, openapi.Write(companyAPI(), version, "https://crm.example.com"))
	}
}

func TestOpenAPIIsReproducible(t *testing.T) {
	t.Parallel()
	first := openapi.Write(caseapi.New(company()), openapi.V31, "")
	second := openapi.Write(caseapi.New(company()), openapi.V31, "")
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
	written := openapi.Write(companyAPI(), openapi.V31, "")
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
	written := openapi.Write(api, openapi.V31, "")
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

func BenchmarkOpenAPI(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		openapi.Write(companyAPI(), openapi.V31, "")
	}
}
