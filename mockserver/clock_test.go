package mockserver_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// updated updates a case and returns its lastUpdated.
func updated(api *client) string {
	api.t.Helper()
	return read[caseapi.Case](api.patch("/case/1001", `{"title": "x"}`).want(201, "sandbox")).LastUpdated
}

func wantUpdated(api *client, want ...string) {
	api.t.Helper()
	for _, want := range want {
		if got := updated(api); got != want {
			api.t.Fatalf("updated at %s, want %s", got, want)
		}
	}
}

func TestClockIsMoved(t *testing.T) {
	t.Parallel()
	api := start(t) // at noon
	alice := api.inWorld("alice")
	set := func(body, want string) {
		t.Helper()
		api.admin(http.MethodPut, "clock", body).want(200, "").contains(want)
		api.admin(http.MethodGet, "clock", "").want(200, "").contains(want)
	}
	api.admin(http.MethodGet, "clock", "").contains(`{"time":"2031-05-01T12:00:00.000Z","state":"real"}`)
	set(`{"advance": "2h"}`, `{"time":"2031-05-01T14:00:00.000Z","state":"running"}`)
	wantUpdated(api, "2031-05-01T14:00:00.000Z")
	set(`{"time": "2032-01-01T00:00:00+01:00"}`, `{"time":"2031-12-31T23:00:00.000Z","state":"standing"}`)
	set(`{"advance": "1h", "run": false}`, `{"time":"2032-01-01T00:00:00.000Z","state":"standing"}`)
	set(`{"step": "1m"}`, `{"time":"2032-01-01T00:00:00.000Z","state":"standing","step":"1m0s"}`)
	wantUpdated(api, "2032-01-01T00:00:00.000Z", "2032-01-01T00:01:00.000Z", "2032-01-01T00:02:00.000Z")
	api.get("/case/1001")                       // a look moves nothing
	api.patch("/case/1001", `{}`).want(400, "") // nor does what is refused before it is tried
	wantUpdated(api, "2032-01-01T00:03:00.000Z")
	set(`{"run": true}`, `{"time":"2032-01-01T00:04:00.000Z","state":"running"}`)
	set(`{"time": "2033-01-01T00:00:00Z", "run": true}`, `{"time":"2033-01-01T00:00:00.000Z","state":"running"}`)
	set(`{"freeze": true, "step": "250ms"}`, `{"time":"2033-01-01T00:00:00.000Z","state":"standing","step":"250ms"}`)
	wantUpdated(alice, "2031-05-01T12:00:00.000Z") // another world has another clock
	set(`{"real": true}`, `"state":"real"}`)
	wantUpdated(api, "2032-01-01T00:03:00.000Z") // lastUpdated never goes back
	set(`{"time": "2034-01-01T00:00:00Z"}`, "standing")
	api.admin(http.MethodPost, "reset", "").want(204, "")
	wantUpdated(api, "2031-05-01T12:00:00.000Z")
}

func TestClockRefusesWhatItCannotShow(t *testing.T) {
	t.Parallel()
	api := start(t)
	for body, mention := range map[string]string{
		`{}`: "say one thing",
		`{"time": "2031-01-01T00:00:00Z", "advance": "2h"}`: "say one thing",
		`{"real": true, "step": "1s"}`:                      "say one thing",
		`{"time": "tomorrow"}`:                              "time must be a date-time, as in 2031-05-01T12:00:00Z",
		`{"time": "1066-10-14T09:00:00Z"}`:                  "must be from 1900 to 2199",
		`{"advance": "2 hours"}`:                            "advance must be a duration, as in 2h or 90m, got",
		`{"advance": "2500000h"}`:                           "must be from 1900 to 2199",
		`{"step": "1s"}`:                                    "a step is of a clock that stands",
		`{"freeze": true, "step": "-1s"}`:                   "step must be from 0s to 24h0m0s",
		`{"freeze": "yes"}`:                                 "must be JSON of the documented shape",
		`{"freze": true}`:                                   "unknown field",
	} {
		api.admin(http.MethodPut, "clock", body).want(400, "").contains(mention)
	}
	api.admin(http.MethodGet, "clock", "").contains("real")
}

// session is what two servers are asked alike: writes, looks, refusals, forced and invented answers.
func session(api *client) (bytes string) {
	requests := []struct{ method, path, body string }{
		{"PATCH", "/case/1001", `{"title": "One"}`}, {"GET", "/case/1001", ""},
		{"POST", "/case", `{"customerId": "C-1001", "title": "Two"}`}, {"POST", "/customer", `{"name": "Ada"}`},
		{"PATCH", "/case/1101", `{"status": "closed"}`}, {"PATCH", "/case/1101", `{"customerId": "C-9"}`},
		{"GET", "/customer/C-1001/cases", ""}, {"PATCH", "/case/force-422", `{"title": "x"}`},
		{"POST", "/case?__code=201", `{"title": 7}`}, {"GET", "/case/none", ""},
		{"POST", "/customers", `{"name": "Ada"}`}, {"PATCH", "/case/1002", `{"title": "Three"}`},
	}
	for _, request := range requests {
		for _, headers := range [][]header{nil, {"X-Mock-Scenario: createCase/echo"}} {
			if len(headers) > 0 && request.path != "/case" {
				continue
			}
			reply := api.do(request.method, request.path, request.body, headers...)
			bytes += fmt.Sprintln(request, reply.status, reply.header, reply.body)
		}
	}
	return bytes
}

// TestSameSessionSameBytes: with a clock that is set, two servers that are asked the same answer the same, header
// fields and times included.
func TestSameSessionSameBytes(t *testing.T) {
	t.Parallel()
	setting, err := mockserver.ParseClock("2031-05-01T12:00:00Z,step=1s")
	if err != nil {
		t.Fatal(err)
	}
	options := []mockserver.Option{mockserver.WithClock(setting), mockserver.WithPublicURL("http://crm.example"),
		mockserver.WithNow(time.Now), mockserver.WithFailRates(
			mockserver.FailRate{Pair: caseapi.Pair{Operation: caseapi.LookupCase, Status: 500}, Share: 0.5})}
	one, two := start(t, options...), start(t, options...)
	first, second := session(one), session(two)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("two servers differ:\n%s", diff)
	}
	one.admin(http.MethodPost, "reset", "").want(204, "")
	if diff := cmp.Diff(first, session(one)); diff != "" {
		t.Errorf("after a reset:\n%s", diff)
	}
}

func TestClockOfTheLibrary(t *testing.T) {
	t.Parallel()
	api := start(t)
	shown, err := api.server.SetClock("alice", mockserver.ClockChange{Advance: "24h"})
	if err != nil || shown.Time != "2031-05-02T12:00:00.000Z" {
		t.Fatalf("got %v, %v", shown, err)
	}
	wantUpdated(api.inWorld("alice"), "2031-05-02T12:00:00.000Z")
	wantUpdated(api, "2031-05-01T12:00:00.000Z")
	if _, err := api.server.SetClock("a/b", mockserver.ClockChange{Real: true}); err == nil {
		t.Error("a world may be called a/b")
	}
	if _, err := mockserver.New(mockserver.WithClock(mockserver.ClockSetting{Step: -1})); err == nil {
		t.Error("a clock may step back")
	}
}
