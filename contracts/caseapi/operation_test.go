package caseapi_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

// documentedRow is a row of the table of operations in the documents, typed from them by hand.
type documentedRow struct {
	name         caseapi.OperationName
	method, path string
	request      caseapi.SchemaName
	responses    map[int]caseapi.SchemaName
	statuses     []int // in the documents' order
}

const (
	badRequest    = caseapi.BadRequestSchema
	unprocessable = caseapi.UnprocessableSchema
	serverError   = caseapi.ServerErrorSchema
)

var documentedTable = []documentedRow{
	{"updateCase", "PATCH", "/case/{id}", "CaseUpdate",
		map[int]caseapi.SchemaName{201: "Case", 400: badRequest, 401: "", 404: "",
			422: unprocessable, 500: serverError},
		[]int{201, 400, 401, 404, 422, 500}},
	{"createCase", "POST", "/case", "NewCase",
		map[int]caseapi.SchemaName{201: "Case", 400: badRequest, 401: "", 422: unprocessable,
			500: serverError},
		[]int{201, 400, 401, 422, 500}},
	{"lookupCase", "GET", "/case/{id}", "",
		map[int]caseapi.SchemaName{200: "Case", 400: badRequest, 401: "", 404: "", 500: serverError},
		[]int{200, 400, 401, 404, 500}},
	{"findCases", "GET", "/customer/{id}/cases", "",
		map[int]caseapi.SchemaName{200: "Cases", 400: badRequest, 401: "", 404: "", 500: serverError},
		[]int{200, 400, 401, 404, 500}},
	{"defineObjectStructures", "GET", "/meta/object/{type}", "",
		map[int]caseapi.SchemaName{200: "ObjectStructure", 400: "BadType", 401: ""},
		[]int{200, 400, 401}},
	{"createCustomer", "POST", "/customer", "NewCustomer",
		map[int]caseapi.SchemaName{201: "Customer", 400: badRequest, 401: "", 422: unprocessable,
			500: serverError},
		[]int{201, 400, 401, 422, 500}},
	{"findCustomer", "GET", "/customer/{id}", "",
		map[int]caseapi.SchemaName{200: "Customer", 400: badRequest, 401: "", 404: "",
			500: serverError},
		[]int{200, 400, 401, 404, 500}},
	{"updateCustomer", "PATCH", "/customer/{id}", "CustomerUpdate",
		map[int]caseapi.SchemaName{201: "Customer", 400: badRequest, 401: "", 404: "",
			422: unprocessable, 500: serverError},
		[]int{201, 400, 401, 404, 422, 500}},
	{"searchCustomers", "POST", "/customers", "CustomerSearch",
		map[int]caseapi.SchemaName{200: "Customers", 204: "", 400: badRequest, 401: "",
			500: serverError},
		[]int{200, 204, 400, 401, 500}},
	{"bestmatchCustomers", "POST", "/customer/bestmatch", "Bestmatch",
		map[int]caseapi.SchemaName{200: "Customers", 400: badRequest, 401: "", 500: serverError},
		[]int{200, 400, 401, 500}},
}

func TestOperationsAreTheDocumentedOnes(t *testing.T) {
	t.Parallel()
	var got []documentedRow
	for _, operation := range caseapi.Operations() {
		row := documentedRow{operation.Name, operation.Method, operation.Path, operation.Request,
			map[int]caseapi.SchemaName{}, operation.Statuses()}
		for _, response := range operation.Responses {
			row.responses[response.Status] = response.Schema
		}
		got = append(got, row)
	}
	if diff := cmp.Diff(documentedTable, got, cmp.AllowUnexported(documentedRow{})); diff != "" {
		t.Errorf("the table differs from the documents (-documents +ours):\n%s", diff)
	}
}

func TestDocumentedSentences(t *testing.T) {
	t.Parallel()
	sentences := map[caseapi.ObjectType]map[int]string{
		caseapi.CaseObject: {
			401: "API key is invalid or has become de-authenticated",
			404: "No case exists with the provided ID",
		},
		caseapi.CustomerObject: {
			401: "API key is invalid or has become de-authenticated",
			404: "No customer exists with the provided ID",
		},
		"": {401: "API key is invalid or has become de-authenticated"},
	}
	for _, operation := range caseapi.Operations() {
		for _, response := range operation.Responses {
			want, documented := sentences[operation.Object][response.Status]
			if documented && response.Meaning != want {
				t.Errorf("%s/%d means %q, want %q",
					operation.Name, response.Status, response.Meaning, want)
			}
			if response.Meaning == "" {
				t.Errorf("%s/%d has no meaning", operation.Name, response.Status)
			}
		}
	}
}

func TestOperationParts(t *testing.T) {
	t.Parallel()
	for _, operation := range caseapi.Operations() {
		t.Run(string(operation.Name), func(t *testing.T) {
			t.Parallel()
			found, ok := caseapi.FindOperation(operation.Name)
			if !ok || found != operation || caseapi.MustOperation(operation.Name) != operation {
				t.Error("it is not found by its name")
			}
			if !operation.Success().Success() || operation.Success().Schema == "" {
				t.Errorf("its success is %+v, want a 2xx with a body", operation.Success())
			}
			if want := operation.Method != "GET"; operation.HasBody() != want {
				t.Errorf("HasBody is %t for a %s", operation.HasBody(), operation.Method)
			}
			var want []string
			for _, name := range []string{"id", "type"} {
				if strings.Contains(operation.Path, "{"+name+"}") {
					want = append(want, name)
				}
			}
			if diff := cmp.Diff(want, operation.PathParameters()); diff != "" {
				t.Errorf("path parameters of %s (-want +got):\n%s", operation.Path, diff)
			}
		})
	}
}

func TestOperationThatIsNotDocumented(t *testing.T) {
	t.Parallel()
	if operation, ok := caseapi.FindOperation("deleteCase"); ok || operation != nil {
		t.Errorf("deleteCase was found: %+v", operation)
	}
	if _, ok := caseapi.MustOperation(caseapi.LookupCase).Response(201); ok {
		t.Error("lookupCase has a 201, which is not documented")
	}
	defer func() {
		if recover() == nil {
			t.Error("MustOperation took a name that is not a constant")
		}
	}()
	caseapi.MustOperation("deleteCase")
}

func TestOperationsMayBeReordered(t *testing.T) {
	t.Parallel()
	slices.Reverse(caseapi.Operations())
	if first := caseapi.Operations()[0].Name; first != caseapi.UpdateCase {
		t.Errorf("after a caller reversed its copy, the first operation is %s", first)
	}
}
