package openapi_test

import (
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"casemock/contracts/caseapi"
)

// company is the company of these tests: it has custom fields of each type.
func company() caseapi.ObjectStructures {
	tier := caseapi.Field{Name: "tier", Label: "Club tier", Type: caseapi.SingleSelectList,
		ListValues: []caseapi.ListValue{
			{Name: "Gold", Value: "gold"}, {Name: "Silver", Value: "silver"}}}
	searchable := func(name, label string) caseapi.Field {
		return caseapi.Field{Name: name, Label: label, Type: caseapi.Text, Searchable: true}
	}
	return caseapi.ObjectStructures{
		Case: caseapi.ObjectStructure{Name: caseapi.CaseObject, Fields: []caseapi.Field{
			{Name: "customCasePropertyOne", Label: "Property one", Type: caseapi.Text},
			tier,
			{Name: "urgent", Label: "Urgent", Type: caseapi.Checkbox},
		}},
		Customer: caseapi.ObjectStructure{Name: caseapi.CustomerObject, Fields: []caseapi.Field{
			searchable("name", "Name"),
			searchable("email", "Email"),
			tier,
			{Name: "newsletter", Label: "Newsletter", Type: caseapi.Checkbox},
			{Name: "address", Label: "Address", Type: caseapi.TextArea},
		}},
	}
}

// companyAPI is the API of that company. All tests share it: it is meant to be shared.
var companyAPI = sync.OnceValue(func() *caseapi.API { return caseapi.New(company()) })

func compiler() *jsonschema.Compiler {
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	return compiler
}
