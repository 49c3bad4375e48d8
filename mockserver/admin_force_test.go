package mockserver_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"casemock/mockserver"
)

func TestForceForTheCustomerOfANewCase(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.admin(http.MethodPost, "force",
		`{"operation": "createCase", "status": 422, "id": "C-1002"}`).want(201, "")
	api.post("/case", `{"customerId": "C-1001", "title": "x"}`).want(201, "sandbox")
	api.post("/case", `{"customerId": "C-1002", "title": "x"}`).want(422, "forced")
	api.post("/case", `{"customerId": "C-1002", "title": "x"}`).want(201, "sandbox")
}

// TestForceWithAnIDNeedsAnOperationThatHasOne keeps out entries that no request could ever use up.
func TestForceWithAnIDNeedsAnOperationThatHasOne(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, operation := range []string{"createCustomer", "searchCustomers", "bestmatchCustomers",
		"defineObjectStructures"} {
		body := `{"scenario": "` + operation + `/400", "id": "C-1001"}`
		if got := api.admin(http.MethodPost, "force", body).want(400, ""); !strings.Contains(got.body, operation) {
			t.Errorf("the refusal does not mention %s: %s", operation, got.body)
		}
	}
	for _, path := range []string{"/customer/C-1001", "/customer/C-1001/cases"} {
		operation := map[bool]string{true: "findCases", false: "findCustomer"}[strings.HasSuffix(path, "cases")]
		body := `{"operation": "` + operation + `", "status": 500, "id": "C-1001"}`
		api.admin(http.MethodPost, "force", body).want(201, "")
		api.get(strings.Replace(path, "1001", "1002", 1)).want(200, "sandbox")
		api.get(path).want(500, "forced")
	}
}

func TestForcedAnswersAreBounded(t *testing.T) {
	t.Parallel()
	api := start(t)
	const bound = 1000
	for range bound {
		api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500"}`).want(201, "")
	}
	api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500"}`).want(429, "")
	api.admin(http.MethodPost, "states", `{"state": "the server fails unexpectedly",
		"params": {"operation": "lookupCase"}}`).want(429, "")
}

// TestForceTakesASequenceOnce, from its first response on, unless it is told how often.
func TestForceTakesASequenceOnce(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "flaky.yaml", `
name: lookupCase/flaky
operation: lookupCase
contract: false
responses: [{status: 500, times: 2}, {status: 400}]
`)))
	force := func(more, want string) {
		t.Helper()
		answer := api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/flaky"`+more+`}`).want(201, "")
		if !strings.Contains(answer.body, `"times":`+want) {
			t.Errorf("got %s, want %s times", answer.body, want)
		}
	}
	answers := func(statuses ...int) {
		t.Helper()
		for _, status := range statuses {
			api.get("/case/1001").want(status, map[bool]string{true: "sandbox", false: "forced"}[status == 200])
		}
	}
	force("", "3")
	force("", "3")
	answers(500, 500, 400, 500, 500, 400, 200)
	force(`, "times": 1`, "1") // the sequence goes on where it was
	answers(400, 200)
	force("", "3")
	answers(500, 500, 400, 200)
}

func TestForceIsTakenBack(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, id := range []string{"1001", "1002", "1001"} {
		api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500", "id": "`+id+`"}`).want(201, "")
	}
	waiting := func(want ...string) {
		t.Helper()
		var got []string
		for _, entry := range read[struct{ Force []mockserver.ForcedAnswer }](
			api.admin(http.MethodGet, "force", "")).Force {
			got = append(got, entry.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v are forced, want %v", got, want)
		}
	}
	api.admin(http.MethodDelete, "force/2", "").want(204, "")
	waiting("1001", "1001")
	for _, none := range []string{"3", "0", "99999999999999999999"} {
		api.admin(http.MethodDelete, "force/"+none, "").want(404, "")
	}
	api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500"}`).want(201, "")
	api.admin(http.MethodDelete, "force?id=1002", "").want(204, "")
	waiting("1001", "1001", "")
	api.admin(http.MethodDelete, "force?id=1001", "").want(204, "")
	waiting("")
	api.admin(http.MethodDelete, "force", "").want(204, "")
	waiting()
}
