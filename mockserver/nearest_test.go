package mockserver_test

import (
	"net/http"
	"strings"
	"testing"

	"casemock/mockserver"
)

const nearestFile = `
name: mine/late
operation: updateCase
contract: false
live: true
request:
  headers: {authorization: sandbox-key}
  body: {status: open, title: late}
responses: [{status: 422}]
`

// TestNearestTellsTheConditionThatFailed asks for conditions that the journal itself cannot check any
// more: it keeps neither whole keys nor whole bodies.
func TestNearestTellsTheConditionThatFailed(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", mockserver.KeptBody)
	tests := map[string]struct{ body, failed string }{
		"title": {`{"status": "open", "title": "early"}`, `body.title: expected "late", got "early"`},
		"of a body that is cut": {`{"description": "` + long + `", "status": "open", "title": "early"}`,
			`body.title: expected "late", got "early"`},
		"nothing sent": {`{"status": "open"}`, `body.title: expected "late", got nothing`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t, mockserver.WithScenarios(writeFile(t, "late.yaml", nearestFile)))
			api.patch("/case/1001", test.body).want(201, "sandbox")
			nearest := listed(api).Requests[0].Nearest
			if nearest == nil || nearest.Scenario != "mine/late" || nearest.Failed != test.failed {
				t.Errorf("got %+v, want %s", nearest, test.failed)
			}
		})
	}
}

// TestNearestStaysAsItWas reloads the scenarios between a request and the look at the journal.
func TestNearestStaysAsItWas(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "late.yaml", nearestFile)))
	api.patch("/case/1001", `{"title": "early"}`).want(201, "sandbox")
	if err := api.server.Reload(); err != nil {
		t.Fatal(err)
	}
	if nearest := listed(api).Requests[0].Nearest; nearest == nil || nearest.Scenario != "mine/late" {
		t.Errorf("got %+v", nearest)
	}
	api.get("/case/1001")
	if nearest := listed(api).Requests[0].Nearest; nearest != nil {
		t.Errorf("an operation without live scenarios is near %+v", nearest)
	}
	api.admin(http.MethodPost, "reset", "").want(204, "")
}

// TestNearestShowsNoSecret sends another key and another cookie than a scenario waits for.
func TestNearestShowsNoSecret(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"authorization", "Cookie", "proxy-Authorization"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			scenario := strings.Replace(nearestFile, "authorization: sandbox-key", name+": expected-secret", 1)
			api := start(t, mockserver.WithScenarios(writeFile(t, "late.yaml", scenario)))
			var sent []header
			if name != "authorization" {
				sent = append(sent, header(name+": session=sent-secret"))
			}
			api.patch("/case/1001", `{"status": "open", "title": "late"}`, sent...).want(201, "sandbox")
			nearest := listed(api).Requests[0].Nearest
			if nearest == nil || strings.Contains(nearest.Failed, "secret") ||
				strings.Contains(nearest.Failed, "sandbox-key") ||
				!strings.Contains(nearest.Failed, "headers."+strings.ToLower(name)) {
				t.Errorf("got %+v", nearest)
			}
		})
	}
}
