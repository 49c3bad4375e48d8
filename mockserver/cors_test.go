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
