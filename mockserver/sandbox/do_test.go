package sandbox_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver/files"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// newCRM has a hundred cases, and no server.
func newCRM(t *testing.T) sandbox.CRM {
	t.Helper()
	loader, err := files.NewLoader(files.Sources{Seed: 1, Cases: 100, PublicURL: "http://127.0.0.1:8080"})
	if err != nil {
		t.Fatal(err)
	}
	noon := time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)
	return sandbox.CRM{API: loader.API(), Population: loader.Current().Population,
		Store: store.NewMemory(loader.Population(), store.NewBudget(1<<20)),
		Now:   func() time.Time { return noon }, Link: func(address string) string { return address + "?world=w" },
		PublicURL: "http://127.0.0.1:8080"}
}

// call is a request that has nothing wrong with its headers.
func call(t *testing.T, name caseapi.OperationName, id, body string) sandbox.Request {
	t.Helper()
	operation, ok := caseapi.FindOperation(name)
	if !ok {
		t.Fatalf("no operation %s", name)
	}
	header := http.Header{}
	if body != "" {
		header.Set("Content-Type", "application/json")
	}
	return sandbox.Request{Context: t.Context(), Operation: operation, Path: map[string]string{"id": id},
		Header: header, Body: []byte(body)}
}

func TestDo(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		operation caseapi.OperationName
		id, body  string
		want      int
	}{
		"a case that there is":            {caseapi.LookupCase, "1001", "", 200},
		"no such case":                    {caseapi.LookupCase, "none", "", 404},
		"an update":                       {caseapi.UpdateCase, "1001", `{"title": "Parcel lost"}`, 201},
		"an update of nothing":            {caseapi.UpdateCase, "none", `{"title": "Parcel lost"}`, 404},
		"a wrong update":                  {caseapi.UpdateCase, "1001", `{"title": 1}`, 400},
		"a customer who is not there":     {caseapi.UpdateCase, "1001", `{"customerId": "none"}`, 422},
		"a customer":                      {caseapi.FindCustomer, "C-1001", "", 200},
		"the cases of nobody":             {caseapi.FindCases, "none", "", 404},
		"a search that finds nobody":      {caseapi.SearchCustomers, "", `{"email": "nobody@example.com"}`, 204},
		"a match of nobody in particular": {caseapi.BestmatchCustomers, "", `{"displayName": "Nobody"}`, 200},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer := sandbox.Do(newCRM(t), call(t, test.operation, test.id, test.body))
			if answer.Status != test.want {
				t.Errorf("got %d %s, want %d", answer.Status, answer.Body, test.want)
			}
		})
	}
}

// TestUpdateIsKept, and the time and the world are those of the CRM.
func TestUpdateIsKept(t *testing.T) {
	t.Parallel()
	crm := newCRM(t)
	sandbox.Do(crm, call(t, caseapi.UpdateCase, "1001", `{"title": "Parcel lost"}`))
	var found caseapi.Case
	answer := sandbox.Do(crm, call(t, caseapi.LookupCase, "1001", ""))
	if err := json.Unmarshal(answer.Body.Head(1<<20), &found); err != nil {
		t.Fatal(err)
	}
	if found.Title != "Parcel lost" || found.LastUpdated != caseapi.FormatTime(crm.Now()) {
		t.Errorf("got %q of %s", found.Title, found.LastUpdated)
	}
}

func TestPrepareCanBeUndone(t *testing.T) {
	t.Parallel()
	crm := newCRM(t)
	var restores []func() error
	touch := func(subject store.Subject, look func() store.Former) {
		was := look()
		restores = append(restores, func() error { return was.Restore(crm.Store, subject) })
	}
	values, err := sandbox.Prepare(crm, scenarios.ClosedCaseExists, sandbox.Values{"id": "77"}, touch)
	if err != nil {
		t.Fatal(err)
	}
	made, ok := crm.Store.Case("77")
	if !ok || made.Value.Status != caseapi.Closed || values["customerId"] != made.Value.CustomerID ||
		made.Value.URL != "http://127.0.0.1:8080/cases/77?world=w" {
		t.Errorf("made %+v, with %v", made, values)
	}
	for _, restore := range restores {
		if err := restore(); err != nil {
			t.Error(err)
		}
	}
	if crm.Store.HasCase("77") {
		t.Error("the case is still there")
	}
}
