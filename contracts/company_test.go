package contracts_test

import (
	"sync"
	"testing"

	"casemock/contracts"
)

// company is the company of these tests: it has custom fields of each type.
func company() contracts.ObjectStructures {
	tier := contracts.Field{Name: "tier", Label: "Club tier", Type: contracts.SingleSelectList,
		ListValues: []contracts.ListValue{
			{Name: "Gold", Value: "gold"}, {Name: "Silver", Value: "silver"}}}
	searchable := func(name, label string) contracts.Field {
		return contracts.Field{Name: name, Label: label, Type: contracts.Text, Searchable: true}
	}
	return contracts.ObjectStructures{
		Case: contracts.ObjectStructure{Name: contracts.CaseObject, Fields: []contracts.Field{
			{Name: "customCasePropertyOne", Label: "Property one", Type: contracts.Text},
			tier,
			{Name: "urgent", Label: "Urgent", Type: contracts.Checkbox},
		}},
		Customer: contracts.ObjectStructure{Name: contracts.CustomerObject, Fields: []contracts.Field{
			searchable("name", "Name"),
			searchable("email", "Email"),
			tier,
			{Name: "newsletter", Label: "Newsletter", Type: contracts.Checkbox},
			{Name: "address", Label: "Address", Type: contracts.TextArea},
		}},
	}
}

// companyAPI is the API of that company. All tests share it: it is meant to be shared.
var companyAPI = sync.OnceValue(func() *contracts.API { return contracts.New(company()) })

func TestTheCompanyIsSound(t *testing.T) {
	t.Parallel()
	for _, structure := range []contracts.ObjectStructure{company().Case, company().Customer} {
		if problems := structure.Validate(); problems != nil {
			t.Errorf("%s: %v", structure.Name, problems)
		}
	}
}

// sentences are violations as a person reads them.
func sentences(violations []contracts.Violation) []string {
	var texts []string
	for _, violation := range violations {
		texts = append(texts, violation.Error())
	}
	return texts
}
