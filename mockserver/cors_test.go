package mockserver_test

import (
	"net/http"
	"strings"
	"testing"

	"casemock/mockserver"
)

func TestCORSLetsConfiguredOriginsIn(t *testing.T) {
	t.Parallel()
	const page = "https://app.example.com"
	api := start(t, mockserver.WithCORSOrigins(page))
	preflight := api.do(http.MethodOptions, "/case/1001", "", "Authorization", "Origin: "+page,
		"Access-Control-Request-Method: PATCH", "Access-Control-Request-Headers: authorization,content-type")
	if preflight.status != 204 || preflight.header.Get("Access-Control-Allow-Origin") != page ||
		preflight.header.Get("Access-Control-Allow-Methods") != "PATCH" ||
		!strings.Contains(preflight.header.Get("Access-Control-Allow-Headers"), "authorization") {
		t.Errorf("preflight: %d %v", preflight.status, preflight.header)
	}
	got := api.get("/case/1001", "Origin: "+page).want(200, "sandbox")
	if got.header.Get("Access-Control-Allow-Origin") != page ||
		!strings.Contains(got.header.Get("Access-Control-Expose-Headers"), mockserver.AnswerHeader) {
		t.Errorf("answer: %v", got.header)
	}
	other := api.get("/case/1001", "Origin: https://evil.example").want(200, "sandbox")
	if allowed := other.header.Get("Access-Control-Allow-Origin"); allowed != "" {
		t.Errorf("another origin is allowed: %s", allowed)
	}
	unconfigured := start(t).get("/case/1001", "Origin: "+page)
	if allowed := unconfigured.header.Get("Access-Control-Allow-Origin"); allowed != "" {
		t.Errorf("without the option, %s is allowed", allowed)
	}
}

func TestCORSExposesWhatScenariosSend(t *testing.T) {
	t.Parallel()
	const page = "https://app.example.com"
	api := start(t, mockserver.WithCORSOrigins(page), mockserver.WithScenarios(writeFile(t, "busy.yaml", `
name: lookupCase/busy
operation: lookupCase
contract: false
responses: [{status: 500, headers: {retry-after: "7", vary: "accept, x-other"}}]
`)))
	for range 2 { // nothing of one answer is left in the next
		got := api.get("/case/1001", "Origin: "+page, "X-Mock-Scenario: lookupCase/busy").want(500, "scenario")
		if exposed := got.header.Get("Access-Control-Expose-Headers"); !strings.HasPrefix(exposed, "*, X-Mock-Answer") {
			t.Errorf("exposed: %q", exposed)
		}
		if vary := strings.Join(got.header["Vary"], ", "); vary != "Origin, accept, x-other" {
			t.Errorf("Vary: %q", vary)
		}
		if got.header.Get("Access-Control-Allow-Credentials") != "" {
			t.Error("credentials are allowed")
		}
	}
	alone := start(t, mockserver.WithCORSOrigins(page)).get("/case/1001", "Origin: "+page)
	if vary := alone.header["Vary"]; len(vary) != 1 || vary[0] != "Origin" {
		t.Errorf("Vary without a scenario: %q", vary)
	}
}

// Every method can be tried: one that a path does not have is a 405 that the page can read.
func TestCORSLetsPagesTryEveryMethod(t *testing.T) {
	t.Parallel()
	const page = "https://app.example.com"
	api := start(t, mockserver.WithCORSOrigins(page))
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} {
		preflight := api.do(http.MethodOptions, "/case/1001", "", "Authorization", "Origin: "+page,
			header("Access-Control-Request-Method: "+method))
		if preflight.header.Get("Access-Control-Allow-Methods") != method {
			t.Errorf("preflight for %s: %d %v", method, preflight.status, preflight.header)
		}
		if got := api.do(method, "/case/1001", "", "Origin: "+page); got.header.Get("Access-Control-Allow-Origin") != page {
			t.Errorf("%s: %d %v", method, got.status, got.header)
		}
	}
}
