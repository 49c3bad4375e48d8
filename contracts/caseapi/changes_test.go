package caseapi_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
)

const later = "2024-06-01T00:00:00.000Z"

// changeOf reads a body as an update of a case that is found to be right.
func changeOf(t *testing.T, body string) caseapi.CaseChange {
	t.Helper()
	object, violations := companyAPI().ValidateRequest(
		caseapi.MustOperation(caseapi.UpdateCase), jsonHeaders(), []byte(body))
	if violations != nil {
		t.Fatal(violations)
	}
	return caseapi.NewCaseChange(object)
}

func TestCaseChange(t *testing.T) {
	t.Parallel()
	post := caseapi.Interaction{Created: "2024-05-01T09:30:00Z", Body: "Where is it?",
		ServiceID: "1", Service: "facebook", ContentType: "post", Author: &caseapi.Author{
			Service: "facebook", ServiceID: "7", Handle: "jane", Name: "Jane"}}
	edited := post
	edited.Body = "Found it"
	second := caseapi.Interaction{Created: post.Created, Body: post.Body, ServiceID: "2",
		Service: "facebook", ContentType: "post", Author: post.Author}
	before := caseapi.Case{ID: "1", Number: "2", CustomerID: "C-1", Title: "t", Description: "d",
		URL: "http://a/1", LastUpdated: "l", Created: "c", Status: caseapi.Open,
		Interactions: []caseapi.Interaction{post}, Custom: map[string]string{"tier": "gold"}}
	for _, test := range []struct {
		reason, body string
		change       func(*caseapi.Case)
	}{
		{"one field", `{"description":""}`, func(c *caseapi.Case) { c.Description = "" }},
		{"every field", `{"customerId":"C-2","title":"T","description":"D","status":"closed"}`,
			func(c *caseapi.Case) {
				c.CustomerID, c.Title, c.Description, c.Status = "C-2", "T", "D", caseapi.Closed
			}},
		{"the other spelling", `{"customId":"C-2"}`, func(c *caseapi.Case) { c.CustomerID = "C-2" }},
		{"both spellings", `{"customId":"C-2","customerId":"C-2"}`,
			func(c *caseapi.Case) { c.CustomerID = "C-2" }},
		{"custom fields", `{"tier":"silver","urgent":"true"}`,
			func(c *caseapi.Case) { c.Custom = map[string]string{"tier": "silver", "urgent": "true"} }},
		{"no interaction", `{"interactions":[]}`, func(*caseapi.Case) {}},
		{"a retried interaction", `{"interactions":[` + interaction + `]}`, func(*caseapi.Case) {}},
		{"an edited interaction", `{"interactions":[` + broken("Where is it?", "Found it") + `]}`,
			func(c *caseapi.Case) { c.Interactions = []caseapi.Interaction{edited} }},
		{"a new interaction", `{"interactions":[` + broken(`"serviceId":"1"`, `"serviceId":"2"`) + `]}`,
			func(c *caseapi.Case) { c.Interactions = []caseapi.Interaction{post, second} }},
		{"the same interaction twice in a body", `{"interactions":[` +
			broken(`"serviceId":"1"`, `"serviceId":"2"`) + `,` + interaction + `,` +
			broken(`"serviceId":"1"`, `"serviceId":"2"`) + `]}`,
			func(c *caseapi.Case) { c.Interactions = []caseapi.Interaction{post, second} }},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			want := before
			test.change(&want)
			want.LastUpdated = later
			change := changeOf(t, test.body)
			got := change.Apply(before, later)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if diff := cmp.Diff(got, change.Apply(got, later)); diff != "" {
				t.Errorf("applied again it changes something (-once +twice):\n%s", diff)
			}
		})
	}
}

// TestApplyLeavesTheCaseAlone changes one case in two ways that would meet in a shared array or
// map.
func TestApplyLeavesTheCaseAlone(t *testing.T) {
	t.Parallel()
	room := make([]caseapi.Interaction, 1, 8) // room to append in place
	room[0] = caseapi.Interaction{Service: "facebook", ServiceID: "1", Body: "original"}
	original := caseapi.Case{Title: "t", Interactions: room,
		Custom: map[string]string{"tier": "gold", "urgent": "false"}}
	untouched := caseapi.Case{Title: "t",
		Interactions: []caseapi.Interaction{{Service: "facebook", ServiceID: "1", Body: "original"}},
		Custom:       map[string]string{"tier": "gold", "urgent": "false"}}

	first := changeOf(t, `{"title":"one","tier":"silver","interactions":[`+
		broken(`"serviceId":"1"`, `"serviceId":"2"`)+`]}`)
	second := changeOf(t, `{"urgent":"true","customCasePropertyOne":"x","interactions":[`+
		interaction+`,`+broken(`"serviceId":"1"`, `"serviceId":"3"`)+`]}`)
	one := first.Apply(original, later)
	two := second.Apply(original, later)

	if diff := cmp.Diff(untouched, original); diff != "" {
		t.Errorf("the original changed (-before +after):\n%s", diff)
	}
	if one.Interactions[0].Body != "original" || one.Interactions[1].ServiceID != "2" ||
		one.Custom["urgent"] != "false" {
		t.Errorf("the second change reached the first: %+v", one)
	}
	if two.Interactions[1].ServiceID != "3" || two.Custom["tier"] != "gold" {
		t.Errorf("the first change reached the second: %+v", two)
	}
	third := second.Apply(caseapi.Case{}, later)
	third.Custom["tier"] = "brass"
	third.Interactions[0].Body = "scribbled"
	if second.Custom["tier"] != "" || second.Interactions[0].Body == "scribbled" {
		t.Errorf("the change shares what it made: %+v", second)
	}
}

func TestApplyManyInteractions(t *testing.T) {
	t.Parallel()
	const many = 20_000
	change := caseapi.CaseChange{}
	for i := range many {
		change.Interactions = append(change.Interactions, caseapi.Interaction{ServiceID: fmt.Sprint(i)})
	}
	once := change.Apply(caseapi.Case{}, later)
	twice := change.Apply(once, later)
	if len(once.Interactions) != many || len(twice.Interactions) != many {
		t.Errorf("%d, then %d interactions, want %d",
			len(once.Interactions), len(twice.Interactions), many)
	}
}

func TestNewCaseFromItsChange(t *testing.T) {
	t.Parallel()
	object, violations := companyAPI().ValidateRequest(caseapi.MustOperation(caseapi.CreateCase),
		jsonHeaders(), []byte(`{"customId":"C-1","title":"t","tier":"gold"}`))
	if violations != nil {
		t.Fatal(violations)
	}
	got := caseapi.NewCaseChange(object).Apply(caseapi.Case{Status: caseapi.Open}, later)
	want := caseapi.Case{CustomerID: "C-1", Title: "t", Status: caseapi.Open, LastUpdated: later,
		Custom: map[string]string{"tier": "gold"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCustomerChange(t *testing.T) {
	t.Parallel()
	before := caseapi.Customer{ID: "C-1", URL: "u",
		Custom: map[string]string{"name": "J", "tier": "gold"}}
	change := caseapi.NewCustomerChange(map[string]any{"name": "Jane", "newsletter": "true"})
	got := change.Apply(before)
	want := caseapi.Customer{ID: "C-1", URL: "u",
		Custom: map[string]string{"name": "Jane", "tier": "gold", "newsletter": "true"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if before.Custom["name"] != "J" || len(before.Custom) != 2 {
		t.Errorf("the original changed: %+v", before)
	}
	if got := (caseapi.CustomerChange{}).Apply(caseapi.Customer{ID: "C-1"}); got.Custom != nil {
		t.Errorf("no change made custom fields: %+v", got)
	}
}
