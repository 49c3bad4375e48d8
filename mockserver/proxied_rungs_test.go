package mockserver_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"casemock/mockserver"
	"casemock/mockserver/proxy"
)

func httptestServer(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// countingServer is a server that answers a case, and counts what it is asked.
func countingServer(t *testing.T) (address string, requests *atomic.Int64, keys chan string) {
	requests, keys = &atomic.Int64{}, make(chan string, 100)
	return httptestServer(t, func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		keys <- r.Header.Get("Authorization")
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"id":"1"}`)
	}), requests, keys
}

// TestForcedInFront forces errors in every way, and the server is not asked.
func TestForcedInFront(t *testing.T) {
	t.Parallel()
	address, requests, _ := countingServer(t)
	api := inFrontOf(t, address, nil, mockserver.WithScenarios(writeFile(t, "live.yaml", liveFile)))
	api.patch("/case/1", `{"title":"x"}`, "Prefer: code=422").want(422, "prefer")
	api.patch("/case/1?__code=500", `{"title":"x"}`).want(500, "prefer")
	api.patch("/case/1", `{"title":"x"}`, "X-Mock-Scenario: updateCase/401").want(401, "scenario")
	api.patch("/case/force-422", `{"title":"x"}`).want(422, "magic-id")
	api.post("/case", `{"customerId":"force-422","title":"x"}`).want(422, "magic-id")
	api.patch("/case/1", `{"title":"x"}`, "X-Live: yes").want(404, "live")
	api.patch("/case/1", `{"title":"x"}`, "Prefer: code=201").want(201, "prefer").contains(`"id":"1"`)
	api.patch("/case/1", `{"title":"x"}`, "Prefer: code=418").want(400, "refused")
	api.admin(http.MethodPost, "force", `{"scenario":"updateCase/422"}`).want(201, "")
	api.patch("/case/1", `{"title":"x"}`).want(422, "forced")
	if got := requests.Load(); got != 0 {
		t.Errorf("the server was asked %d times", got)
	}
	api.patch("/case/1", `{"title":"x"}`).want(201, "proxied")
	if got := requests.Load(); got != 1 {
		t.Errorf("the server was asked %d times, want once", got)
	}
}

// TestWorldsInFront take a name off our own key alone.
func TestWorldsInFront(t *testing.T) {
	t.Parallel()
	address, _, keys := countingServer(t)
	api := inFrontOf(t, address, nil, mockserver.WithKeys("crm-key", "a/b=="))
	for sent, want := range map[string][2]string{
		"crm-key": {"crm-key", "default"}, "crm-key/alice": {"crm-key", "alice"}, "a/b==": {"a/b==", "default"},
		"a/b==/bob": {"a/b==", "bob"}, "c/d==": {"c/d==", "default"}, "Bearer crm-key/x": {"Bearer crm-key/x", "default"},
		"crm-key/not a name": {"crm-key/not a name", "default"}, "": {"", "default"},
	} {
		api.patch("/case/1", `{"title":"x"}`, header("Authorization: "+sent)).want(201, "proxied")
		if got := <-keys; got != want[0] {
			t.Errorf("%q was sent on as %q, want %q", sent, got, want[0])
		}
		list := api.do(http.MethodGet, mockserver.AdminPath+"requests?limit=1&world="+want[1], "")
		if !strings.Contains(list.body, `"rule":"proxied"`) {
			t.Errorf("%q is not in the world %s: %s", sent, want[1], list.body)
		}
	}
}

// TestAfter loses the answer to a write that was done.
func TestAfter(t *testing.T) {
	t.Parallel()
	const lost = `
name: mine/lost
operation: updateCase
contract: false
responses: [{status: 500, after: true}]
---
name: mine/cut
operation: updateCase
contract: false
responses: [{fault: empty-response, after: true}]
`
	file := mockserver.WithScenarios(writeFile(t, "lost.yaml", lost))
	address, requests, _ := countingServer(t)
	api := inFrontOf(t, address, nil, file)
	api.patch("/case/1", `{"title":"x"}`, "X-Mock-Scenario: mine/lost").want(500, "scenario")
	if _, err := api.attempt("X-Mock-Scenario: mine/cut"); err == nil {
		t.Error("there was an answer")
	}
	if got := requests.Load(); got != 2 {
		t.Errorf("the server was asked %d times, want twice", got)
	}
	alone := start(t, file)
	alone.patch("/case/1001", `{"title":"done all the same"}`, "X-Mock-Scenario: mine/lost").want(500, "scenario")
	alone.get("/case/1001").contains("done all the same")
}

// attempt updates a case, and may get no answer.
func (c *client) attempt(headers ...header) (status int, err error) {
	request, err := http.NewRequest(http.MethodPatch, c.server.URL+"/case/1", strings.NewReader(`{"title":"x"}`))
	if err != nil {
		return 0, err
	}
	for _, text := range headers {
		name, value, _ := strings.Cut(string(text), ":")
		request.Header.Set(name, strings.TrimSpace(value))
	}
	response, err := c.http.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}

// TestFaultsOnTheWay break the real server's own answer.
func TestFaultsOnTheWay(t *testing.T) {
	t.Parallel()
	const faults = `
name: mine/live
operation: updateCase
live: true
contract: false
responses:
  - {status: 500}
  - {status: 201, fault: malformed-json}
  - {status: 201, headers: {x-own: "1"}}
  - {status: 201}
`
	address, requests, _ := countingServer(t)
	api := inFrontOf(t, address, nil, mockserver.WithScenarios(writeFile(t, "live.yaml", faults)))
	api.patch("/case/1", "{}").want(500, "live")
	if got := api.patch("/case/1", "{}").want(201, "proxied"); got.body != `{"id"` {
		t.Errorf("got %q", got.body)
	}
	got := api.patch("/case/1", "{}").want(201, `proxied; scenario="mine/live"; step=3`)
	if got.header.Get("X-Own") != "1" || got.body != `{"id":"1"}` {
		t.Errorf("got %v %q", got.header, got.body)
	}
	api.patch("/case/1", "{}").want(201, `proxied; scenario="mine/live"; step=4`)
	if got := requests.Load(); got != 3 {
		t.Errorf("the server was asked %d times, want 3", got)
	}
}

// TestUpstreamAway is a 502 that says why.
func TestUpstreamAway(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	api := inFrontOf(t, gone.URL, nil)
	api.get("/case/1").want(502, "upstream-unavailable").contains("cannot be reached")
	api.get("/other").want(502, "upstream-unavailable")
	silent := newRawServer(t, func(*http.Request) (string, bool) { return "", true })
	inFrontOf(t, silent.url, nil).get("/case/1").want(502, "upstream-unavailable").contains("closed the connection")
	nonsense := newRawServer(t, func(*http.Request) (string, bool) { return "SMTP?\r\n", true })
	inFrontOf(t, nonsense.url, nil).get("/case/1").want(502, "upstream-unavailable").contains("malformed HTTP")
	end := make(chan struct{})
	slow := httptestServer(t, func(http.ResponseWriter, *http.Request) { <-end })
	t.Cleanup(func() { close(end) })
	impatient := func(o *proxy.Options) { o.Timeout = 10 * time.Millisecond }
	inFrontOf(t, slow, impatient).get("/case/1").want(504, "upstream-unavailable").contains("--timeout allows more")
	secured := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(secured.Close)
	inFrontOf(t, secured.URL, nil).get("/case/1").want(502, "upstream-unavailable").contains("--ca-cert")
}
