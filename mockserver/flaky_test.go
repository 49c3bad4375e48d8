package mockserver_test

import (
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

const (
	flaky = `
name: mine/flaky
operation: updateCase
responses: [{status: 500, times: 2}, {status: 201, headers: {x-attempt: "3"}}]
live: true
contract: false
`
	stepsAside = `
name: mine/flaky
operation: updateCase
responses: [{status: 500}, {status: 422, times: 1}]
then: sandbox
live: true
contract: false
`
)

// TestFlakyThenNormal writes it in both ways: after the errors, the sandbox validates, stores and refuses.
func TestFlakyThenNormal(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		file     string
		statuses []int
		rule     string // of what comes then
	}{
		"a success that says no more": {flaky, []int{500, 500}, "live"},
		"then sandbox":                {stepsAside, []int{500, 422}, "sandbox"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t, mockserver.WithScenarios(writeFile(t, "flaky.yaml", test.file)))
			for _, status := range test.statuses {
				api.patch("/case/1001", `{"title": "lost"}`).want(status, "live")
			}
			for _, title := range []string{"kept", "kept again"} {
				api.patch("/case/1001", `{"title": "`+title+`"}`).want(201, test.rule)
				if got := read[caseapi.Case](api.get("/case/1001")); got.Title != title {
					t.Errorf("title %q was answered and %q is stored", title, got.Title)
				}
			}
			api.patch("/case/1001", `{"titel": "x"}`).want(400, test.rule)
			api.patch("/case/9999", `{"title": "x"}`).want(404, test.rule)
			api.patch("/case/1001", `{"customerId": "C-9999"}`).want(422, test.rule)
			// It goes on in no other world, and begins anew where it is forced.
			api.inWorld("alice").patch("/case/1001", `{"title": "x"}`).want(test.statuses[0], "live")
			api.admin(http.MethodPost, "force", `{"scenario": "mine/flaky"}`)
			api.patch("/case/1001", `{"title": "x"}`).want(test.statuses[0], "forced")
		})
	}
}

// TestSandboxAsAResponseKeepsHowItIsSent whatever the sandbox says.
func TestSandboxAsAResponseKeepsHowItIsSent(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "flaky.yaml", `
name: mine/named
operation: updateCase
responses: [{status: 201, headers: {x-attempt: "{{ .request.path.id }}"}}]
live: true
---
name: mine/none
operation: searchCustomers
responses: [{status: 204}]
live: true
contract: false
`)))
	for id, status := range map[string]int{"1001": 201, "9999": 404} {
		got := api.patch("/case/"+id, `{"title": "x"}`).want(status, "live")
		if got.header.Get("X-Attempt") != id {
			t.Errorf("%s: the headers are %v", id, got.header)
		}
	}
	// A 204 says that nobody was found: it is more than a success.
	api.post("/customers", `{"name": "a"}`).want(204, "live")
}

// TestASuccessIsBelievableElsewhere where the scenario is not live, as it was.
func TestASuccessIsBelievableElsewhere(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "flaky.yaml",
		strings.ReplaceAll(flaky, "live: true", ""))))
	for _, status := range []int{500, 500, 201} {
		api.patch("/case/9999", `{"title": "x"}`, "X-Mock-Scenario: mine/flaky").want(status, "scenario")
	}
}

// TestSteppingAsideLeavesTheRequestToTheNextRule as if the scenario were not there.
func TestSteppingAsideLeavesTheRequestToTheNextRule(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "flaky.yaml", stepsAside+`
---
name: mine/other
operation: updateCase
responses: [{status: 500, times: 2}]
then: sandbox
live: true
contract: false
`)))
	for _, want := range []string{"mine/flaky", "mine/flaky", "mine/other", "mine/other"} {
		got := api.patch("/case/1001", `{"title": "x"}`)
		if answer := got.header.Get(mockserver.AnswerHeader); !strings.Contains(answer, want) {
			t.Errorf("got %s, want %s", answer, want)
		}
	}
	api.patch("/case/1001", `{"title": "x"}`, "X-Mock-Scenario: mine/flaky").want(201, "sandbox")
	entry := read[map[string]any](api.admin(http.MethodPost, "force", `{"scenario": "mine/flaky"}`))
	if entry["times"] != 2.0 {
		t.Errorf("forcing it takes %v requests, want its sequence once", entry["times"])
	}
}

// TestForcingAScenarioThatSteppedAside begins it anew, however often it is forced: else nothing would happen.
func TestForcingAScenarioThatSteppedAside(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "flaky.yaml", stepsAside)))
	update := func(status int, rule string) {
		t.Helper()
		api.patch("/case/1001", `{"title": "x"}`).want(status, rule)
	}
	update(500, "live")
	update(422, "live")
	update(201, "sandbox")
	api.admin(http.MethodPost, "force", `{"scenario": "mine/flaky", "times": 3}`).want(201, "")
	update(500, "forced")
	update(422, "forced")
	update(201, "sandbox")
	api.admin(http.MethodPost, "force", `{"scenario": "mine/flaky", "times": 1}`).want(201, "")
	update(500, "forced")
	update(422, "live")
	update(201, "sandbox")
}
