package pages

import (
	"maps"
	"net/url"
	"slices"

	"casemock/contracts/caseapi"
)

// caseView is what the template of a case asks for.
type caseView struct{ CasePage }

// Fields are the case's custom fields, and the documented ones that have no place of their own on the page.
func (v caseView) Fields() []field {
	return fields(caseapi.CaseSchema, v.Structures.Case, v.Case.Custom)
}

// CustomerFields are the custom fields of its customer; the name stands above them.
func (v caseView) CustomerFields() []field {
	return slices.DeleteFunc(fields(caseapi.CustomerSchema, v.Structures.Customer, v.Customer.Custom),
		func(shown field) bool { return shown.Value == v.CustomerName() })
}

// CustomerName is what to call the customer.
func (v caseView) CustomerName() string {
	return nameOf(v.Structures, v.Customer, v.Case.CustomerID)
}

// customerView is what the template of a customer asks for.
type customerView struct{ CustomerPage }

func (v customerView) Fields() []field {
	return fields(caseapi.CustomerSchema, v.Structures.Customer, v.Customer.Custom)
}

func (v customerView) Name() string { return nameOf(v.Structures, v.Customer, v.Customer.ID) }

// nameOf is the custom field that is called name, which most companies have, or the id.
func nameOf(structures caseapi.ObjectStructures, customer caseapi.Customer, id string) string {
	const usual = "name"
	if _, defined := structures.Customer.Field(usual); defined && customer.Custom[usual] != "" {
		return customer.Custom[usual]
	}
	return id
}

// field is a custom field with its value as an agent reads it.
type field struct{ Label, Value string }

// fields lists the fields that have a value: what the documents name by name, then custom fields in the order of
// their definition.
func fields(schema caseapi.SchemaName, structure caseapi.ObjectStructure, custom map[string]string) []field {
	var shown []field
	for _, name := range slices.Sorted(maps.Keys(caseapi.Further(schema))) {
		if value := custom[name]; value != "" {
			shown = append(shown, field{name, value})
		}
	}
	for _, defined := range structure.Fields {
		if value := custom[defined.Name]; value != "" {
			shown = append(shown, field{defined.Label, readable(defined, value)})
		}
	}
	return shown
}

func readable(defined caseapi.Field, value string) string {
	switch defined.Type {
	case caseapi.Checkbox:
		if value == "true" {
			return "Yes"
		}
		return "No"
	case caseapi.SingleSelectList:
		for _, choice := range defined.ListValues {
			if choice.Value == value {
				return choice.Name
			}
		}
	}
	return value
}

// when writes a date-time for people. What is none stays as it is.
func when(dateTime string) string {
	at, err := caseapi.ParseTime(dateTime)
	if err != nil {
		return dateTime
	}
	return at.UTC().Format("2 Jan 2006, 15:04 UTC")
}

// consoleLink is the way to a case or a customer in the console, in the same world; without an id, to all of
// them.
func consoleLink(folder, id, world string) string {
	address := "../__admin/"
	if world != "" {
		address += "?world=" + url.QueryEscape(world)
	}
	address += "#/" + folder
	if id != "" {
		address += "/" + url.PathEscape(id)
	}
	return address
}

// link is the way from one page to another, as in ../customers/C-1001, in the same world. It is
// relative, so that a proxy may put the server anywhere.
func link(folder, id, world string) string {
	address := "../" + folder + "/" + url.PathEscape(id)
	if world != "" {
		address += "?world=" + url.QueryEscape(world)
	}
	return address
}
