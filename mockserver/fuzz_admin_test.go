package mockserver_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/scenarios"
)

// FuzzAdmin posts arbitrary bodies to the admin API: each is taken or refused, in JSON, and what a state
// makes is answered as documented.
func FuzzAdmin(f *testing.F) {
	for _, path := range []string{"force", "requests/count", "states"} {
		for _, body := range adminBodies(f) {
			f.Add(path, body)
		}
	}
	server := newServer(f)
	f.Fuzz(func(t *testing.T, path, body string) {
		if path != "force" && path != "requests/count" && path != "states" {
			t.Skip("takes no body")
		}
		admin(t, server, http.MethodPost, "reset", "")
		fuzzOperation(t, server, caseapi.MustOperation(caseapi.UpdateCase),
			operationSeed{"1001", `{"title": "x"}`, ""}) // something to count
		recorder := admin(t, server, http.MethodPost, path, body)
		if recorder.Code >= 500 || !json.Valid(recorder.Body.Bytes()) {
			t.Fatalf("%s %s: %d %s", path, body, recorder.Code, recorder.Body)
		}
		if path == "states" && recorder.Code == http.StatusOK {
			checkState(t, server, recorder.Body.Bytes())
		}
	})
}

// adminBodies are those of the documents, and every state of the built-in scenarios.
func adminBodies(t testing.TB) []string {
	t.Helper()
	bodies := []string{
		"", "null", "[]", `{"scenario": "updateCase/422", "times": 9223372036854775807}`,
		`{"operation": "updateCase", "status": 422, "times": 2, "id": "1001"}`, `{"scenario": "updateCase/flaky"}`,
		`{"operation": "updateCase", "method": "patch", "path": "/case/1001", "status": 201}`,
		`{"path": {"id": {"regex": "1.*"}}, "body": {"title": {"type": "string"}}}`,
		`{"headers": {"authorization": {"absent": true}}, "query": null, "body": null, "path": null}`,
		`{"body": {"interactions": {"contains": [{"a": 1, "a": 2}]}}}`,
		`{"state": "a customer exists", "params": {"tier": "none", "newsletter": [1], "name": null, "id": ""}}`,
		`{"state": "a case exists", "params": {"id": "\u0000/", "customerId": 1e9, "customCasePropertyOne": {}}}`,
		`{"state": "a case exists"}`, `{"state": "", "action": "teardown"}`,
	}
	for _, scenario := range scenarios.BuiltIn().All() {
		for _, state := range scenario.Given {
			params := map[string]string{}
			for _, name := range []string{"id", "customerId", "operation"} {
				if value, ok := state.Param(name); ok {
					params[name] = value
				}
			}
			bodies = append(bodies, marshal(t, map[string]any{"state": state.Name, "params": params}))
		}
	}
	return bodies
}

// checkState asks for the case and for the customer that a state's values name.
func checkState(t *testing.T, server *mockserver.Server, body []byte) {
	t.Helper()
	var values map[string]string
	if err := json.Unmarshal(body, &values); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	for _, name := range []caseapi.OperationName{caseapi.LookupCase, caseapi.FindCustomer, caseapi.FindCases} {
		for _, id := range []string{values["id"], values["customerId"]} {
			if id != "" {
				fuzzOperation(t, server, caseapi.MustOperation(name), operationSeed{id: id})
			}
		}
	}
}
