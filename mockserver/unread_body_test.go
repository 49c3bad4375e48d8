package mockserver_test

import (
	"net/http"
	"testing"

	"casemock/mockserver"
)

// A body where the operation has none is read by nobody, and is there all the same.
func TestBodyThatNobodyReadsIsNotAbsent(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithScenarios(writeFile(t, "nobody.yaml", `
name: lookupCase/no-body
operation: lookupCase
live: true
contract: false
request: {body: {absent: true}}
responses: [{status: 500}]
`)))
	api.get("/case/1001").want(500, "live")
	api.do(http.MethodGet, "/case/1001", `{"title": "x"}`).want(200, "sandbox")
	api.do(http.MethodGet, "/case/1001", `{"title": "x"}`, "Transfer-Encoding: chunked").want(200, "sandbox")
}
