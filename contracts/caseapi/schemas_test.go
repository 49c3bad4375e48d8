package caseapi_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

func TestEverySchemaIsFound(t *testing.T) {
	t.Parallel()
	for _, schema := range companyAPI().Schemas() {
		if found := companyAPI().Schema(schema.Name); found != schema {
			t.Fatalf("%s is not a schema of the API: %+v", schema.Name, found)
		}
	}
	if schema := companyAPI().Schema("Nothing"); schema != nil {
		t.Errorf("there is a schema that nobody described: %+v", schema)
	}
}

// TestNoFieldIsNoSuchField keeps free the name that tests send where they mean a field that there is not, and that
// can never become one.
func TestNoFieldIsNoSuchField(t *testing.T) {
	t.Parallel()
	for _, schema := range companyAPI().Schemas() {
		if schema.Property("noSuchField") != nil {
			t.Errorf("%s has a noSuchField, which tests take for an unknown one", schema.Name)
		}
	}
}

// TestExamplesAreRight puts the examples of the properties together to whole bodies, as the tools
// that show the document do.
func TestExamplesAreRight(t *testing.T) {
	t.Parallel()
	for _, operation := range caseapi.Operations() {
		names := []caseapi.SchemaName{operation.Request}
		for _, response := range operation.Responses {
			names = append(names, response.Schema)
		}
		for _, name := range names {
			if name == "" {
				continue
			}
			example := companyAPI().Schema(name).Sample()
			if violations := companyAPI().ValidateBody(name, example); violations != nil {
				t.Errorf("the example of a %s, %v: %v", name, example, violations)
			}
		}
	}
}

func TestEveryPropertyIsDescribed(t *testing.T) {
	t.Parallel()
	for _, schema := range companyAPI().Schemas() {
		name := schema.Name
		if schema.Type == caseapi.ObjectValue && schema.Description == "" {
			t.Errorf("%s has no description", name)
		}
		for _, property := range schema.Properties {
			simple := property.Schema.Type == caseapi.StringValue ||
				property.Schema.Type == caseapi.BooleanValue
			if simple && property.Schema.Description == "" {
				t.Errorf("%s.%s has no description", name, property.Name)
			}
		}
	}
}

// TestAPIKeepsTheStructures makes sure that what describes the company can be had back.
func TestAPIKeepsTheStructures(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(company(), companyAPI().Structures()); diff != "" {
		t.Errorf("-given +got:\n%s", diff)
	}
}

func TestMetaAnswerIsDocumented(t *testing.T) {
	t.Parallel()
	for _, object := range caseapi.ObjectTypes() {
		body, err := caseapi.Marshal(company().Of(object))
		if err != nil {
			t.Fatal(err)
		}
		violations := companyAPI().ValidateResponse(
			caseapi.MustOperation(caseapi.DefineObjectStructures), http.StatusOK, jsonHeaders(), body)
		if violations != nil {
			t.Errorf("%s: %v", body, violations)
		}
	}
}
