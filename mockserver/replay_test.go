package mockserver_test

import (
	"encoding/json"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
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

const echo = `
name: mine/echo
operation: updateCase
request: {path: {id: "1001"}}
responses:
  - status: 422
    headers: {x-title: "{{ .request.body.title }}"}
    body: {error: e, message: "{{ .request.body.title }}"}
live: true
contract: false
`

// What a client sends is data, whatever it looks like.
func TestScenarioRepeatsWhatTheClientSays(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "echo.yaml", echo)))
	for _, title := range []string{"<no value>", "{{ .request.path.id }}", "<nil>", "a\tb", "é\u0085", `\u0007 "%s"`} {
		body, err := json.Marshal(map[string]string{"title": title})
		if err != nil {
			t.Fatal(err)
		}
		got := api.patch("/case/1001", string(body)).want(422, "live")
		if read[caseapi.ErrorBody](got).Message != title || got.header.Get("X-Title") != title {
			t.Errorf("%q: %q and %s", title, got.header.Get("X-Title"), got.body)
		}
	}
	for _, title := range []string{`bell\u0007`, `\u001b[31m`, `a\r\nset-cookie: b`, `\u0000`, `\u007f`} {
		got := api.patch("/case/1001", `{"title": "`+title+`"}`).want(500, "live")
		if body := read[caseapi.ErrorBody](got); body.Error != "scenario_template_failed" ||
			!strings.Contains(body.Message, "mine/echo: responses[0].headers.x-title: makes a header") {
			t.Errorf("%s: %s", title, got.body)
		}
	}
}
