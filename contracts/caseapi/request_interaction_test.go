package caseapi_test

import (
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

func interactionRequests() []requestTest {
	const create, update = caseapi.CreateCase, caseapi.UpdateCase
	test := func(reason string, interactions []string, want ...string) requestTest {
		body := `{"interactions":[` + strings.Join(interactions, ",") + `]}`
		return requestTest{reason, update, body, want}
	}
	withoutAuthor := interaction[:strings.Index(interaction, `,"author"`)] + "}"
	eleven := slices.Repeat([]string{interaction}, 11)
	eleven[10], eleven[2] = broken(`"handle":"jane",`, ""), broken(`"handle":"jane",`, "")
	return []requestTest{
		test("without its author", []string{withoutAuthor}),
		test("date-times", []string{broken("2024-05-01T09:30:00Z", "2024-02-30T09:30:00Z")},
			"interactions[0].created must be an ISO 8601 date-time, such as 2024-05-01T09:30:00.000Z, "+
				`got "2024-02-30T09:30:00Z"`),
		test("an empty object", []string{"{}"}, "interactions[0].body is required",
			"interactions[0].contentType is required", "interactions[0].created is required",
			"interactions[0].linkUrl is required", "interactions[0].service is required",
			"interactions[0].serviceId is required"),
		test("an empty author", []string{withoutAuthor[:len(withoutAuthor)-1] + `,"author":{}}`},
			"interactions[0].author.brandOwned is required",
			"interactions[0].author.handle is required", "interactions[0].author.name is required",
			"interactions[0].author.service is required",
			"interactions[0].author.serviceId is required"),
		test("null", []string{"null", broken(`"Where is it?"`, "null"), broken(`"Jane"`, "null")},
			"interactions[0] must be an object, not null",
			"interactions[1].body must be a string, not null",
			"interactions[2].author.name must be a string, not null"),
		test("no author", []string{withoutAuthor[:len(withoutAuthor)-1] + `,"author":null}`},
			"interactions[0].author must be an object, not null"),
		test("a boolean in quotes", []string{broken("false", `"false"`)},
			"interactions[0].author.brandOwned must be a boolean, not a string"),
		test("unknown fields", []string{broken(`"linkUrl"`, `"linkURL"`), broken(`"name"`, `"noSuchField"`)},
			"interactions[0].linkURL is unknown; did you mean linkUrl?",
			"interactions[0].linkUrl is required",
			"interactions[1].author.name is required", "interactions[1].author.noSuchField is unknown"),
		test("twice", []string{broken(`"handle"`, `"name":"J","handle"`)},
			"interactions[0].author.name stands there twice; send it once"),
		test("in the order of the array", eleven, "interactions[2].author.handle is required",
			"interactions[10].author.handle is required"),
		{"several things at once", create, `{"number":"1","interactions":[{},` +
			broken("post", "") + `,` + broken("2024-05-01", "yesterday") +
			`],"titel":"x","title":""}`, []string{
			"customerId is required",
			"interactions[0].body is required",
			"interactions[0].contentType is required",
			"interactions[0].created is required",
			"interactions[0].linkUrl is required",
			"interactions[0].service is required",
			"interactions[0].serviceId is required",
			"interactions[2].created must be an ISO 8601 date-time, such as " +
				`2024-05-01T09:30:00.000Z, got "yesterdayT09:30:00Z"`,
			"number is read-only: the server sets it",
			"titel is unknown; did you mean title?",
			"title must not be empty"}},
	}
}
