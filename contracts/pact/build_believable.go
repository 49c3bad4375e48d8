package pact

import (
	"casemock/contracts"
	"casemock/fixtures"
)

func defaultStructures() contracts.ObjectStructures {
	text := func(name, label string, searchable bool) contracts.Field {
		return contracts.Field{Name: name, Label: label, Type: contracts.Text, Searchable: searchable}
	}
	return contracts.ObjectStructures{
		Case:     contracts.ObjectStructure{Name: "case", Fields: []contracts.Field{text("customCasePropertyOne", "One", false), text("customCasePropertyTwo", "Two", false)}},
		Customer: contracts.ObjectStructure{Name: "customer", Fields: []contracts.Field{text("name", "Name", true), text("email", "Email", true), text("phone", "Phone", true), text("accountNumber", "Account", true), text("orderNumber", "Order", true)}},
	}
}

func believableCase(id string) contracts.Case {
	return contracts.Case{ID: id, Number: "00318402", CustomerID: "C-1001", Title: "T", Description: "D",
		URL: fixtures.CaseURL(exampleURL, id), LastUpdated: "2026-05-01T09:30:00.000Z", Created: "2026-05-01T09:30:00.000Z", Status: "open"}
}

func believableCustomer(id string) contracts.Customer {
	return contracts.Customer{ID: id, URL: fixtures.CustomerURL(exampleURL, id), Custom: map[string]string{"name": "Jane"}}
}
