package caseapi_test

import (
	"sync"
	"testing"

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

func TestTheCompanyIsSound(t *testing.T) {
	t.Parallel()
	for _, structure := range []caseapi.ObjectStructure{company().Case, company().Customer} {
		if problems := structure.Validate(); problems != nil {
			t.Errorf("%s: %v", structure.Name, problems)
		}
	}
}

// sentences are violations as a person reads them.
func sentences(violations []caseapi.Violation) []string {
	var texts []string
	for _, violation := range violations {
		texts = append(texts, violation.Error())
	}
	return texts
}
