package mockserver_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

func TestCreatedCaseIsFoundListedAndUpdated(t *testing.T) {
	t.Parallel()
	api := start(t)
	body := `{"customerId": "C-1003", "title": "No parcel", "customCasePropertyTwo": "two",
		"interactions": [` + post1 + `]}`
	created := read[caseapi.Case](api.post("/case", body).want(201, "sandbox"))
	if created.CustomerID != "C-1003" || created.Title != "No parcel" || created.Status != caseapi.Open ||
		created.Description != "Still waiting!" || created.Custom["customCasePropertyTwo"] != "two" ||
		len(created.Interactions) != 1 || created.Created != caseapi.FormatTime(noon) {
		t.Errorf("created: %+v", created)
	}
	found := read[caseapi.Case](api.get("/case/"+created.ID).want(200, "sandbox"))
	if diff := cmp.Diff(created, found); diff != "" {
		t.Errorf("looked up (-created +found):\n%s", diff)
	}
	if !slices.Contains(caseIDs(api, "C-1003"), created.ID) {
		t.Error("the customer's cases lack the new one")
	}
	api.patch("/case/"+created.ID, `{"customerId": "C-1004"}`).want(201, "sandbox")
	if slices.Contains(caseIDs(api, "C-1003"), created.ID) || !slices.Contains(caseIDs(api, "C-1004"), created.ID) {
		t.Error("the case did not move from one customer to the other")
	}
}

func caseIDs(api *client, customerID string) []string {
	api.t.Helper()
	var ids []string
	for _, found := range read[[]caseapi.Case](api.get("/customer/"+customerID+"/cases").want(200, "sandbox")) {
		ids = append(ids, found.ID)
	}
	return ids
}

func TestNewCasesAreNumberedOn(t *testing.T) {
	t.Parallel()
	api := start(t)
	last := read[caseapi.Case](api.get("/case/1100"))
	for range 3 {
		next := read[caseapi.Case](api.post("/case", `{"customerId": "C-1001", "title": "x"}`).want(201, "sandbox"))
		if next.Number <= last.Number || next.ID <= last.ID {
			t.Errorf("case %s, number %s came after case %s, number %s", next.ID, next.Number, last.ID, last.Number)
		}
		last = next
	}
}

func TestCreateCaseDescription(t *testing.T) {
	t.Parallel()
	api := start(t)
	tests := map[string]struct{ fields, want string }{
		"own":               {`"description": "D"`, "D"},
		"empty":             {`"description": "", "interactions": [` + post1 + `]`, ""},
		"first interaction": {`"interactions": [` + post1 + `]`, "Still waiting!"},
		"nothing":           {`"interactions": []`, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			body := `{"customerId": "C-1001", "title": "x", ` + test.fields + `}`
			if got := read[caseapi.Case](api.post("/case", body).want(201, "sandbox")); got.Description != test.want {
				t.Errorf("got %q, want %q", got.Description, test.want)
			}
		})
	}
}

func TestCreateCaseRefusals(t *testing.T) {
	t.Parallel()
	api := start(t)
	tests := map[string]struct {
		body   string
		status int
		fields []string
	}{
		"nothing":          {`{}`, 400, []string{"customerId", "title"}},
		"status":           {`{"customerId": "C-1001", "title": "x", "status": "open"}`, 400, []string{"status"}},
		"empty customer":   {`{"customerId": "", "title": "x"}`, 400, []string{"customerId"}},
		"unknown customer": {`{"customerId": "C-9", "title": "x"}`, 422, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			got := api.post("/case", test.body).want(test.status, "sandbox")
			if test.fields != nil {
				if diff := cmp.Diff(test.fields, got.fields()); diff != "" {
					t.Errorf("fields (-want +got):\n%s", diff)
				}
			}
		})
	}
}

// TestSeededPopulationHangsTogether looks from every case to its customer and back.
func TestSeededPopulationHangsTogether(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithCases(60))
	listed := map[string]bool{}
	for n := range 15 {
		for _, id := range caseIDs(api, fmt.Sprintf("C-%d", 1001+n)) {
			listed[id] = true
		}
	}
	for n := range 60 {
		found := read[caseapi.Case](api.get(fmt.Sprintf("/case/%d", 1001+n)).want(200, "sandbox"))
		if !listed[found.ID] {
			t.Errorf("no customer has case %s of customer %s", found.ID, found.CustomerID)
		}
		if want := api.server.URL + "/cases/" + found.ID; found.URL != want {
			t.Errorf("url is %s, want %s", found.URL, want)
		}
	}
	api.get("/case/1061").want(404, "sandbox")
	api.get("/customer/C-1016/cases").want(404, "sandbox")
}

func TestCaseOfAnotherWorldLeadsToThatWorld(t *testing.T) {
	t.Parallel()
	alice := start(t).inWorld("alice")
	created := read[caseapi.Case](alice.post("/case", `{"customerId": "C-1001", "title": "x"}`).want(201, "sandbox"))
	if !strings.HasSuffix(created.URL, "/cases/"+created.ID+"?world=alice") {
		t.Errorf("url is %s", created.URL)
	}
}

func TestObjectStructures(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, object := range caseapi.ObjectTypes() {
		got := read[caseapi.ObjectStructure](api.get("/meta/object/"+string(object)).want(200, "sandbox"))
		want := api.server.API().Structures().Of(object)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", object, diff)
		}
	}
	if fields := api.get("/meta/object/ticket").want(400, "sandbox").fields(); !slices.Equal(fields, []string{"type"}) {
		t.Errorf("got fields %v, want type", fields)
	}
	api.get("/meta/object/case", "Authorization: nobody").want(401, "sandbox")
	empty := start(t, mockserver.WithStructures(caseapi.ObjectStructures{}))
	empty.get("/meta/object/case").want(200, "sandbox")
}

func TestDataDependsOnTheSeedAlone(t *testing.T) {
	t.Parallel()
	one := start(t, mockserver.WithPublicURL("http://crm.test"), mockserver.WithSeed(7))
	large := start(t, mockserver.WithPublicURL("http://crm.test"), mockserver.WithSeed(7),
		mockserver.WithCases(10_000_000), mockserver.WithCustomers(25))
	other := start(t, mockserver.WithPublicURL("http://crm.test"), mockserver.WithSeed(8))
	path := "/case/1042"
	body := one.get(path).want(200, "sandbox").body
	if got := large.get(path).want(200, "sandbox").body; got != body {
		t.Errorf("a larger population has %s, want %s", got, body)
	}
	if got := other.get(path).want(200, "sandbox").body; got == body {
		t.Errorf("another seed has the same case: %s", got)
	}
	large.do(http.MethodGet, "/case/10001000", "").want(200, "sandbox")
}
