package adminclient_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/mockserver/adminclient"
)

func TestData(t *testing.T) {
	t.Parallel()
	server, client := newServer(t)
	call(t, http.MethodPatch, server.URL+"/case/1003", mockserver.DefaultKey,
		`{"title": "Zeppelin lost", "status": "closed"}`)
	found, next, err := client.Cases(t.Context(), adminclient.Search{Text: "zeppelin", Status: caseapi.Closed})
	if err != nil || len(found) != 1 || found[0].ID != "1003" || next != "" {
		t.Fatalf("found %+v, next %q, %v", found, next, err)
	}
	one, err := client.Case(t.Context(), "1003")
	if err != nil || one.Title != "Zeppelin lost" {
		t.Errorf("got %+v, %v", one, err)
	}
	cases, err := client.CasesOf(t.Context(), one.CustomerID)
	if err != nil || !slices.ContainsFunc(cases, func(each caseapi.Case) bool { return each.ID == "1003" }) {
		t.Errorf("the customer's cases are %+v, %v", cases, err)
	}
	page, next, err := client.Customers(t.Context(), adminclient.Search{Limit: 2})
	if err != nil || len(page) != 2 || next == "" {
		t.Fatalf("got %+v, next %q, %v", page, next, err)
	}
	page, _, err = client.Customers(t.Context(), adminclient.Search{Limit: 1, After: next})
	if err != nil || len(page) != 1 {
		t.Fatalf("got %+v, %v", page, err)
	}
	customer, err := client.Customer(t.Context(), page[0].ID)
	if err != nil || customer.URL != page[0].URL {
		t.Errorf("got %+v, %v, want %+v", customer, err, page[0])
	}
	var refused *adminclient.RefusedError
	if _, err := client.Case(t.Context(), "none"); !errors.As(err, &refused) || refused.Status != http.StatusNotFound {
		t.Errorf("of a case that there is not: %v", err)
	}
}

func TestSend(t *testing.T) {
	t.Parallel()
	_, client := newServer(t)
	sent, err := client.World("alice").Send(t.Context(), adminclient.Sending{Method: http.MethodPatch, Path: "/case/1001",
		Headers: map[string]string{"Content-Type": "application/json"}, Body: `{"title": "Sent"}`})
	if err != nil || sent.Answer.Status != http.StatusCreated || sent.World != "alice" {
		t.Fatalf("got %+v, %v", sent, err)
	}
	text, err := client.World("alice").RecordedScenario(t.Context(), sent.N)
	if err != nil || !strings.Contains(string(text), "operation: updateCase") {
		t.Errorf("the scenario is %s, %v", text, err)
	}
	worlds, err := client.Worlds(t.Context())
	if err != nil || fmt.Sprint(worlds) != "[alice default]" {
		t.Errorf("the worlds are %v, %v", worlds, err)
	}
	sent, err = client.Send(t.Context(), adminclient.Sending{Method: http.MethodGet, Path: "/case/1001", WithoutKey: true})
	if err != nil || sent.Answer.Status != http.StatusUnauthorized {
		t.Errorf("without a key, got %+v, %v", sent, err)
	}
}

func TestRemoveForced(t *testing.T) {
	t.Parallel()
	_, client := newServer(t)
	for _, status := range []int{404, 500} {
		if _, err := client.Force(t.Context(), adminclient.Pair(caseapi.LookupCase, status)); err != nil {
			t.Fatal(err)
		}
	}
	if err := client.RemoveForced(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	left, err := client.Forced(t.Context())
	if err != nil || len(left) != 1 || left[0].Status != 500 {
		t.Errorf("left are %+v, %v", left, err)
	}
}
