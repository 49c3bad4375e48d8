package caseapi_test

import (
	"fmt"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// fieldsOf lists what a request can have, as a refusal names it.
func fieldsOf(schema caseapi.SchemaName) string {
	isOtherSpelling := func(name string) bool { return name == "customId" }
	return strings.Join(slices.DeleteFunc(companyAPI().Schema(schema).PropertyNames(), isOtherSpelling), ", ")
}

func caseRequests() []requestTest {
	const create, update = caseapi.CreateCase, caseapi.UpdateCase
	nothingToUpdate := "body must have at least one of " + fieldsOf(caseapi.CaseUpdateSchema)
	readOnly := func(names ...string) (body string, want []string) {
		for _, name := range names {
			body += fmt.Sprintf(`,"%s":"x"`, name)
			want = append(want, name+" is read-only: the server sets it")
		}
		return `{"customerId":"C-1","title":"t"` + body + `}`, want
	}
	readOnlyBody, readOnlyWant := readOnly("created", "id", "lastUpdated", "number", "url")
	return []requestTest{
		{"half characters", caseapi.UpdateCase, `{"title":"\ud83d","\udc00":1,"status":"x",` +
			`"interactions":[{"body":"\ude00\ud83d"}]}`, []string{
			`["�"] must be whole characters, and \udc00 is half of one`, `["�"] is unknown`,
			`interactions[0].body must be whole characters, and \ude00 is half of one`,
			"interactions[0].contentType is required", "interactions[0].created is required",
			"interactions[0].linkUrl is required", "interactions[0].service is required",
			"interactions[0].serviceId is required", `status must be one of open, closed, got "x"`,
			`title must be whole characters, and \ud83d is half of one`,
		}},
		{"whole characters", caseapi.UpdateCase, `{"title":"\\ud83d \ud83d\ude00 \\\ud83d\uDE00"}`, nil},
		{"least", create, `{"customerId":"C-1","title":"t"}`, nil},
		{"the other spelling", create, `{"customId":"C-1","title":"t"}`, nil},
		{"both spellings", create, `{"customId":"C-1","customerId":"C-1","title":"t"}`, nil},
		{"everything", create, `{"customerId":"C-1","title":"t","description":"",` +
			`"interactions":[` + interaction + `],"tier":"gold","urgent":"false"}`, nil},
		{"no interactions", create, `{"customerId":"C-1","title":"t","interactions":[]}`, nil},
		{"empty object", create, `{}`, []string{"customerId is required", "title is required"}},
		{"spellings that differ", create, `{"customId":"C-2","customerId":"C-1","title":"t"}`, []string{
			"customId is another spelling of customerId and must have the same value; " +
				"send customerId alone"}},
		{"empty texts", create, `{"customerId":"","title":""}`,
			[]string{"customerId must not be empty", "title must not be empty"}},
		{"empty other spelling", create, `{"customId":"","title":"t"}`,
			[]string{"customId must not be empty"}},
		{"a new case has no status", create, `{"customerId":"C-1","title":"t","status":"open"}`,
			[]string{"status cannot be sent: a new case is open"}},
		{"read-only fields", create, readOnlyBody, readOnlyWant},
		{"null is no id", create, `{"customerId":null,"title":"t"}`,
			[]string{"customerId must be a string, not null"}},

		{"one field is enough", update, `{"description":""}`, nil},
		{"everything", update, `{"customerId":"C-1","title":"t","description":"d","status":"closed",` +
			`"interactions":[` + interaction + `],"customCasePropertyOne":"x"}`, nil},
		{"interactions that add nothing", update, `{"interactions":[]}`, nil},
		{"empty object", update, `{}`, []string{nothingToUpdate}},
		{"read-only fields", update, readOnlyBody, readOnlyWant},
		{"spellings that differ", update, `{"customId":"","customerId":"C-1"}`, []string{
			"customId must not be empty",
			"customId is another spelling of customerId and must have the same value; " +
				"send customerId alone"}},
		{"null everywhere", update, `{"customId":null,"customerId":null,"title":null,` +
			`"description":null,"interactions":null,"status":null,"tier":null}`, []string{
			"customId must be a string, not null",
			"customerId must be a string, not null",
			"description must be a string, not null",
			"interactions must be an array, not null",
			"status must be a string, not null",
			"tier (Club tier) must be a string, not null",
			"title must be a string, not null"}},
		{"wrong types", update, `{"title":1e9999999,"description":["x"],"status":true,` +
			`"interactions":{"0":1}}`, []string{
			"description must be a string, not an array",
			"interactions must be an array, not an object",
			"status must be a string, not a boolean",
			"title must be a string, not a number"}},
		{"status", update, `{"status":"Open"}`,
			[]string{`status must be one of open, closed, got "Open"`}},
		{"unknown fields", update, `{"titel":"t","custmerId":"C-1","noSuchField":"high"}`, []string{
			"custmerId is unknown; did you mean customerId?",
			"noSuchField is unknown",
			"titel is unknown; did you mean title?"}},
		{"near another spelling", update, `{"customID":"C-1","custom_id":"C-1"}`, []string{
			"customID is unknown; did you mean customerId?",
			"custom_id is unknown; did you mean customerId?"}},
		{"odd names", update, `{"":1,"a.b":1,"c d":1,"e\"f":1,"größe":1}`, []string{
			`[""] is unknown`, `["a.b"] is unknown`, `["c d"] is unknown`, `["e\"f"] is unknown`,
			`größe is unknown`}},
		{"a very long name", update, `{"` + strings.Repeat("é", 100) + `":1}`,
			[]string{strings.Repeat("é", 60) + "… is unknown"}},
		{"twice", update, `{"title":"a","title":"b"}`,
			[]string{"title stands there twice; send it once"}},
		{"twice and wrong", update, `{"title":"a","title":""}`,
			[]string{"title stands there twice; send it once", "title must not be empty"}},
		{"null", update, `null`, []string{"body must be an object, not null"}},
		{"array", update, `[{"title":"t"}]`, []string{"body must be an object, not an array"}},
		{"string", update, `"title"`, []string{"body must be an object, not a string"}},
		{"nothing", update, ``, []string{"body must be JSON, but there is none"}},
		{"no JSON", update, `{"title": }`, []string{"body is not valid JSON: line 1, column 11: " +
			"invalid character '}' looking for beginning of value"}},
	}
}
