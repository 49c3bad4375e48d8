package mockserver_test

import (
	"testing"

	"casemock/mockserver"
)

// TestScenarioSaysTheContentType of a body that it leaves to the sandbox.
func TestScenarioSaysTheContentType(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "typed.yaml", `
name: mine/problem
operation: lookupCase
contract: false
responses: [{status: 500, undocumented: true, headers: {content-type: application/problem+json}}]
`))).withUndocumented()
	got := api.get("/case/1001", "X-Mock-Scenario: mine/problem").want(500, "scenario")
	if is := got.header.Get("Content-Type"); is != "application/problem+json" || got.body == "" {
		t.Errorf("got Content-Type %q with %q", is, got.body)
	}
}
