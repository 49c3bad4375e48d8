package mockserver_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// post1 is a complete interaction as a client sends it.
const post1 = `{"created": "2031-04-30T08:00:00.000Z", "body": "Still waiting!", "linkUrl": "",
	"serviceId": "9001", "service": "twitter", "contentType": "post", "author": {"service": "twitter",
	"serviceId": "77", "handle": "@ada", "name": "Ada", "brandOwned": false}}`

func TestUpdateCaseIsPartial(t *testing.T) {
	t.Parallel()
	api := start(t)
	before := read[caseapi.Case](api.get("/case/1001").want(200, "sandbox"))
	updated := read[caseapi.Case](api.patch("/case/1001", `{"title": "A new title"}`).want(201, "sandbox"))

	want := before
	want.Title, want.LastUpdated = "A new title", caseapi.FormatTime(noon)
	if diff := cmp.Diff(want, updated); diff != "" {
		t.Errorf("updated case (-want +got):\n%s", diff)
	}
	found := read[caseapi.Case](api.get("/case/1001"))
	if diff := cmp.Diff(updated, found); diff != "" {
		t.Errorf("looked up afterwards (-updated +found):\n%s", diff)
	}
}

func TestUpdateCaseTakesEveryWritableField(t *testing.T) {
	t.Parallel()
	api := start(t)
	body := `{"customId": "C-1002", "title": "T", "description": "D", "status": "open",
		"customCasePropertyOne": "one", "interactions": [` + post1 + `]}`
	updated := read[caseapi.Case](api.patch("/case/1001", body).want(201, "sandbox"))
	last := updated.Interactions[len(updated.Interactions)-1]
	if updated.CustomerID != "C-1002" || updated.Title != "T" || updated.Description != "D" ||
		updated.Status != caseapi.Open || updated.Custom["customCasePropertyOne"] != "one" ||
		last.ServiceID != "9001" || last.Author == nil || last.Author.Handle != "@ada" {
		t.Errorf("a field was lost: %+v", updated)
	}
}

func TestRetriedUpdateChangesNothing(t *testing.T) {
	t.Parallel()
	api := start(t)
	body := `{"status": "open", "interactions": [` + post1 + `]}`
	first := read[caseapi.Case](api.patch("/case/1001", body).want(201, "sandbox"))
	again := read[caseapi.Case](api.patch("/case/1001", body).want(201, "sandbox"))
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("after a retry (-first +again):\n%s", diff)
	}
	edited := strings.Replace(body, "Still waiting!", "Found it", 1)
	third := read[caseapi.Case](api.patch("/case/1001", edited).want(201, "sandbox"))
	if len(third.Interactions) != len(first.Interactions) ||
		third.Interactions[len(third.Interactions)-1].Body != "Found it" {
		t.Errorf("the interaction was not replaced: %+v", third.Interactions)
	}
}

func TestUpdateCaseNamesEveryWrongField(t *testing.T) {
	t.Parallel()
	api := start(t)
	withoutHandle := strings.Replace(`{"interactions": [`+post1+`]}`, `"handle": "@ada", `, ``, 1)
	tests := map[string]struct {
		body string
		want string // the fields, in their order
	}{
		"not JSON":            {`{"title": `, "body"},
		"not an object":       {`[]`, "body"},
		"null":                {`null`, "body"},
		"nothing to update":   {`{}`, "body"},
		"empty title":         {`{"title": ""}`, "title"},
		"null title":          {`{"title": null}`, "title"},
		"unknown field":       {`{"titel": "x"}`, "titel"},
		"read-only fields":    {`{"id": "1", "number": "2", "url": "x", "created": "y"}`, "created id number url"},
		"read-only date":      {`{"lastUpdated": "2031-05-01T12:00:00.000Z"}`, "lastUpdated"},
		"wrong status":        {`{"status": "pending"}`, "status"},
		"two customers":       {`{"customerId": "C-1001", "customId": "C-1002"}`, "customId"},
		"duplicate key":       {`{"title": "a", "title": "b"}`, "title"},
		"incomplete author":   {withoutHandle, "interactions[0].author.handle"},
		"custom field's type": {`{"customCasePropertyOne": 5}`, "customCasePropertyOne"},
		"several at once": {
			`{"title": 1, "status": "x", "interactions": [{"created": "yesterday", "body": "", "linkUrl": ""}]}`,
			"interactions[0].contentType interactions[0].created interactions[0].service " +
				"interactions[0].serviceId status title"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			got := api.patch("/case/1001", test.body).want(400, "sandbox").fields()
			if diff := cmp.Diff(strings.Fields(test.want), got); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWrongRequestsAreRefused(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxBody(1000))
	large := `{"title": "` + strings.Repeat("x", 2000) + `"}`
	tests := map[string]struct {
		path, body string
		header     header
		status     int
		fields     []string
	}{
		"no key":              {"/case/1001", `{}`, "Authorization", 401, nil},
		"wrong key":           {"/case/1001", `{}`, "Authorization: nobody", 401, nil},
		"key in other case":   {"/case/1001", `{}`, "Authorization: SANDBOX-KEY", 401, nil},
		"wrong key, no case":  {"/case/9", `{}`, "Authorization: nobody", 401, nil},
		"no world":            {"/case/1001", `{}`, "Authorization: sandbox-key/", 401, nil},
		"wrong world":         {"/case/1001", `{}`, "Authorization: sandbox-key/a b", 401, nil},
		"no case, wrong body": {"/case/9", `{}`, "", 404, nil},
		"escaped slash":       {"/case/..%2f1001", `{"title": "x"}`, "", 404, nil},
		"malformed header":    {"/case/1001", `{"title": "x"}`, "x-sf-initiative: abc", 400, []string{"x-sf-initiative"}},
		"header and body":     {"/case/1001", `{}`, "x-sf-company-id: 1.5", 400, []string{"x-sf-company-id", "body"}},
		"content type":        {"/case/1001", `{"title": "x"}`, "Content-Type: text/plain", 400, []string{"Content-Type"}},
		"body over the limit": {"/case/1001", large, "", 400, []string{"body"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			got := api.patch(test.path, test.body, test.header).want(test.status, "sandbox")
			switch test.status {
			case 400:
				if diff := cmp.Diff(test.fields, got.fields()); diff != "" {
					t.Errorf("fields (-want +got):\n%s", diff)
				}
			case 401:
				wantText(t, got, caseapi.InvalidKey)
			case 404:
				wantText(t, got, caseapi.NoSuchCase)
			}
		})
	}
}

func wantText(t *testing.T, got reply, text string) {
	t.Helper()
	if got.body != text || !strings.HasPrefix(got.header.Get("Content-Type"), "text/plain") {
		t.Errorf("got %s %q, want text/plain %q", got.header.Get("Content-Type"), got.body, text)
	}
}

func TestUpdateCaseCannotBeApplied(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.patch("/case/1001", `{"status": "closed"}`).want(201, "sandbox")
	tests := map[string]struct {
		body   string
		status int
		code   string
	}{
		"unknown customer":           {`{"customerId": "C-9"}`, 422, "unknown_customer"},
		"unknown customer, customId": {`{"customId": "C-9"}`, 422, "unknown_customer"},
		"interaction on closed case": {`{"interactions": [` + post1 + `]}`, 422, "case_closed"},
		"closed with no interaction": {`{"interactions": [], "title": "x"}`, 201, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			got := api.patch("/case/1001", test.body).want(test.status, "sandbox")
			if code := read[caseapi.ErrorBody](got).Error; code != test.code {
				t.Errorf("got error %q, want %q", code, test.code)
			}
		})
	}
}

func TestClosedCaseTakesInteractionsWhenReopened(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.patch("/case/1001", `{"status": "closed"}`).want(201, "sandbox")
	body := fmt.Sprintf(`{"status": "open", "interactions": [%s]}`, post1)
	reopened := read[caseapi.Case](api.patch("/case/1001", body).want(201, "sandbox"))
	if reopened.Status != caseapi.Open {
		t.Errorf("got status %s, want open", reopened.Status)
	}
}
