package mockserver_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/scenarios"
)

// changeState posts to the provider-state change URL and returns the values.
func changeState(api *client, action, state, params string) map[string]string {
	api.t.Helper()
	body := fmt.Sprintf(`{"state": %q, "params": {%s}, "action": %q}`, state, params, action)
	return read[map[string]string](api.admin(http.MethodPost, "states", body).want(200, ""))
}

// TestTeardownUndoesTheSetup holds each known state's teardown against what its setup has done, once and
// several times over.
func TestTeardownUndoesTheSetup(t *testing.T) {
	t.Parallel()
	watched := []string{"/case/1001", "/case/1002", "/case/77", "/case/1101", "/customer/C-1001", "/customer/C-77",
		"/customer/C-1026", "/customer/C-1001/cases", "/customer/C-77/cases"}
	tests := map[string][]string{
		scenarios.CustomerExists: {``, `"id": "C-77"`, `"id": "C-1001"`, `"id": "C-1001", "name": "Ada Lovelace"`,
			`"id": "C-77", "tier": "gold"`},
		scenarios.CaseExists: {``, `"id": "77"`, `"id": 77, "customerId": "C-77"`, `"id": "1001"`,
			`"id": "1001", "customerId": "C-77"`, `"customerId": "C-1001"`, `"id": "1001", "customCasePropertyOne": "x"`},
		scenarios.ClosedCaseExists: {``, `"id": "77"`, `"id": "1001"`, `"id": "1002"`, `"id": "1001", "customerId": null`},
		scenarios.NoCaseExists:     {``, `"id": "1001"`, `"id": "77"`},
		scenarios.NoCustomerExists: {``, `"id": "C-1001"`, `"id": "C-77"`},
		scenarios.ServerFails:      {`"operation": "lookupCase"`, `"operation": "findCases"`},
	}
	for _, state := range scenarios.KnownStates() {
		if len(tests[state.Name]) == 0 {
			t.Errorf("nothing tries %q", state.Name)
		}
		for _, params := range tests[state.Name] {
			for times := range 3 {
				t.Run(fmt.Sprint(state.Name, params, times+1), func(t *testing.T) {
					t.Parallel()
					api := start(t).inWorld("alice")
					before := bodies(api, watched)
					for range times + 1 {
						changeState(api, "setup", state.Name, params)
					}
					changeState(api, "teardown", state.Name, params)
					if after := bodies(api, watched); after != before {
						t.Errorf("before:\n%s\nafter:\n%s", before, after)
					}
					changeState(api, "teardown", state.Name, params)
					changeState(api, "setup", state.Name, params) // it can be brought about again
				})
			}
		}
	}
}

// bodies are the answers to several lookups.
func bodies(api *client, paths []string) string {
	var all strings.Builder
	for _, path := range paths {
		got := api.get(path)
		fmt.Fprintln(&all, path, got.status, got.body)
	}
	return all.String()
}

func TestTeardownUndoesNothingElse(t *testing.T) {
	t.Parallel()
	api := start(t)
	alice, bob := api.inWorld("alice"), api.inWorld("bob")
	const fails = scenarios.ServerFails
	for _, world := range []*client{alice, bob} {
		changeState(world, "setup", scenarios.ClosedCaseExists, `"id": "1001"`)
		changeState(world, "setup", fails, `"operation": "lookupCase"`)
	}
	changeState(alice, "setup", scenarios.NoCaseExists, `"id": "1002"`)
	changeState(alice, "setup", fails, `"operation": "findCustomer"`)
	alice.admin(http.MethodPost, "force", `{"operation": "lookupCase", "status": 404, "id": "1003"}`).want(201, "")

	changeState(alice, "teardown", fails, `"operation": "lookupCase"`)
	changeState(alice, "teardown", scenarios.ClosedCaseExists, `"id": "1002"`)
	changeState(alice, "teardown", scenarios.CaseExists, `"id": "1001"`)
	alice.get("/case/1003").want(404, "forced")
	alice.get("/case/1002").want(404, "sandbox")
	if found := read[caseapi.Case](alice.get("/case/1001")); found.Status != caseapi.Closed {
		t.Errorf("alice's case is %s", found.Status)
	}
	alice.get("/customer/C-1001").want(500, "forced")
	bob.get("/case/1001").want(500, "forced")
	if found := read[caseapi.Case](bob.get("/case/1001")); found.Status != caseapi.Closed {
		t.Errorf("bob's case is %s", found.Status)
	}
	changeState(alice, "teardown", scenarios.NoCaseExists, ``) // all of its setups
	alice.get("/case/1002").want(200, "sandbox")
}

// TestStatesAreTornDownInAnyOrder sets up two states about one case.
func TestStatesAreTornDownInAnyOrder(t *testing.T) {
	t.Parallel()
	states := []string{scenarios.CaseExists, scenarios.ClosedCaseExists}
	for _, first := range []int{0, 1} {
		api := start(t)
		for _, state := range states {
			changeState(api, "setup", state, `"id": "77"`)
		}
		changeState(api, "teardown", states[first], `"id": "77"`)
		api.get("/case/77").want(200, "sandbox")
		changeState(api, "teardown", states[1-first], `"id": "77"`)
		api.get("/case/77").want(404, "sandbox")
	}
}

// TestTeardownByWhatTheSetupReturned names the case that the setup has made.
func TestTeardownByWhatTheSetupReturned(t *testing.T) {
	t.Parallel()
	api := start(t)
	one := changeState(api, "setup", scenarios.CaseExists, ``)
	two := changeState(api, "setup", scenarios.CaseExists, ``)
	changeState(api, "teardown", scenarios.CaseExists, fmt.Sprintf(`"id": %q`, one["id"]))
	api.get("/case/"+one["id"]).want(404, "sandbox")
	api.get("/customer/"+one["customerId"]).want(404, "sandbox")
	api.get("/case/"+two["id"]).want(200, "sandbox")
}

// TestTeardownKeepsWhatClientsMade leaves a customer for whom a case was made meanwhile, and changes of what
// the setup found as it should be.
func TestTeardownKeepsWhatClientsMade(t *testing.T) {
	t.Parallel()
	api := start(t)
	customer := changeState(api, "setup", scenarios.CustomerExists, ``)["id"]
	api.post("/case", fmt.Sprintf(`{"customerId": %q, "title": "x"}`, customer)).want(201, "sandbox")
	changeState(api, "teardown", scenarios.CustomerExists, ``)
	api.get("/customer/"+customer).want(200, "sandbox")

	changeState(api, "setup", scenarios.CaseExists, `"id": "1001"`)
	api.patch("/case/1001", `{"title": "changed"}`).want(201, "sandbox")
	changeState(api, "teardown", scenarios.CaseExists, `"id": "1001"`)
	if found := read[caseapi.Case](api.get("/case/1001")); found.Title != "changed" {
		t.Errorf("the title is %s", found.Title)
	}
}

func TestTeardownAfterAReset(t *testing.T) {
	t.Parallel()
	api := start(t)
	changeState(api, "setup", scenarios.NoCaseExists, `"id": "77"`)
	changeState(api, "setup", scenarios.ClosedCaseExists, `"id": "1001"`)
	api.admin(http.MethodPost, "reset", "").want(204, "")
	api.patch("/case/1001", `{"title": "changed"}`).want(201, "sandbox")
	changeState(api, "teardown", scenarios.ClosedCaseExists, `"id": "1001"`)
	if found := read[caseapi.Case](api.get("/case/1001")); found.Title != "changed" {
		t.Errorf("the title is %s", found.Title)
	}
}

func TestUnknownTeardown(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, state := range []string{"the moon is full", "a case exist"} {
		got := api.admin(http.MethodPost, "states", fmt.Sprintf(`{"state": %q, "action": "teardown"}`, state))
		if !strings.Contains(got.want(400, "").body, scenarios.ServerFails) {
			t.Errorf("the states are not listed: %s", got.body)
		}
	}
	api.admin(http.MethodPost, "states", `{"state": "a case exists", "action": "tear down"}`).want(400, "")
}

// TestSetupsAreBounded sets a state up more often than a world remembers.
func TestSetupsAreBounded(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxWorlds(2))
	const bound = 1000
	first := changeState(api, "setup", scenarios.CaseExists, ``)["id"]
	for range bound {
		changeState(api, "setup", scenarios.NoCaseExists, `"id": "77"`)
	}
	changeState(api, "teardown", scenarios.CaseExists, ``)
	api.get("/case/"+first).want(200, "sandbox")
}
