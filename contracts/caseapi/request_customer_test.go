package caseapi_test

import (
	"strings"

	"casemock/contracts/caseapi"
)

func customFieldRequests() []requestTest {
	const update = caseapi.UpdateCase
	return []requestTest{
		{"a choice that is none", update, `{"tier":"Gold"}`,
			[]string{`tier (Club tier) must be one of gold, silver, got "Gold"`}},
		{"a checkbox is a string", update, `{"urgent":true}`,
			[]string{"urgent (Urgent) must be a string, not a boolean"}},
		{"a checkbox is true or false", update, `{"urgent":"yes"}`,
			[]string{`urgent (Urgent) must be one of true, false, got "yes"`}},
		{"any text", update, `{"customCasePropertyOne":""}`, nil},
		{"a number is no text", update, `{"customCasePropertyOne":5}`,
			[]string{"customCasePropertyOne (Property one) must be a string, not a number"}},
		{"a value too long to repeat", update, `{"tier":"` + strings.Repeat("x", 1000) + `"}`, []string{
			`tier (Club tier) must be one of gold, silver, got "` + strings.Repeat("x", 59) + "…"}},
		{"a customer's field on a case", update, `{"newsletter":"true"}`,
			[]string{"newsletter is unknown"}},
	}
}

func customerRequests() []requestTest {
	fields := fieldsOf(caseapi.NewCustomerSchema)
	tests := []requestTest{
		{"searchable fields", caseapi.SearchCustomers, `{"name":"Jane","email":"j@example.com"}`, nil},
		{"nothing to search", caseapi.SearchCustomers, `{}`,
			[]string{"body must have at least one of name, email"}},
		{"not searchable", caseapi.SearchCustomers, `{"name":"Jane","tier":"gold","id":"C-1"}`,
			[]string{"id is unknown", "tier is not searchable"}},
		{"null", caseapi.SearchCustomers, `{"name":null}`,
			[]string{"name (Name) must be a string, not null"}},
	}
	for _, operation := range []caseapi.OperationName{
		caseapi.CreateCustomer, caseapi.UpdateCustomer,
	} {
		tests = append(tests,
			requestTest{"one field", operation, `{"name":"Jane"}`, nil},
			requestTest{"no field", operation, `{}`, []string{"body must have at least one of " + fields}},
			requestTest{"read-only and wrong", operation,
				`{"id":"C-1","url":"x","newsletter":"on","tier":null,"fone":"1","nane":"J"}`, []string{
					"fone is unknown",
					"id is read-only: the server sets it",
					"nane is unknown; did you mean name?",
					`newsletter (Newsletter) must be one of true, false, got "on"`,
					"tier (Club tier) must be a string, not null",
					"url is read-only: the server sets it"}},
			requestTest{"spellings of a case's field", operation, `{"customerId":"1","customId":"2"}`,
				[]string{"customId is unknown", "customerId is unknown"}},
			requestTest{"null", operation, "null", []string{"body must be an object, not null"}},
		)
	}
	return tests
}

func bestmatchRequests() []requestTest {
	const match = caseapi.BestmatchCustomers
	return []requestTest{
		{"everything is optional", match, `{}`, nil},
		{"everything", match, `{"displayName":"J","screenName":"j","description":"","profileUrl":"x",` +
			`"email":"e","phoneNumbers":["1"],"orderNumbers":[],"caseNumbers":["1","2"],` +
			`"accountNumbers":[""],"addresses":[{},{"streetOne":"1","streetTwo":"2","city":"c",` +
			`"state":"s","zip":"z"}]}`, nil},
		{"wrong types", match, `{"email":["e"],"phoneNumbers":"1","orderNumbers":["1",2,null],` +
			`"addresses":["x",{"zip":78701}]}`, []string{
			"addresses[0] must be an object, not a string",
			"addresses[1].zip must be a string, not a number",
			"email must be a string, not an array",
			"orderNumbers[1] must be a string, not a number",
			"orderNumbers[2] must be a string, not null",
			"phoneNumbers must be an array, not a string"}},
		{"unknown", match, `{"phoneNumber":["1"],"addresses":[{"noSuchField":"x"}]}`, []string{
			"addresses[0].noSuchField is unknown",
			"phoneNumber is unknown; did you mean phoneNumbers?"}},
		{"null", match, `null`, []string{"body must be an object, not null"}},
	}
}
