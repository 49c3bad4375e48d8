package mockserver_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casemock/mockserver"
	"casemock/mockserver/engine/redistest"
)

// TestRequestIsOneRoundTrip counts the scripts that Redis runs for a request. What is left to chance, or takes its
// time, needs another one: first it has to have a number, or the journal to know how it ended.
func TestRequestIsOneRoundTrip(t *testing.T) {
	t.Parallel()
	redis, all := replicas(t, 2)
	one, two := all[0], all[1]
	for range 3 { // the world begins, and Redis learns the scripts
		one.get("/case/1001")
		two.get("/case/1001")
	}
	const each = 10
	for _, test := range []struct {
		name  string
		trips int
		send  func(n int)
	}{
		{"lookup", 1, func(n int) { one.get(fmt.Sprintf("/case/%d", 1001+n)) }},
		{"list", 1, func(int) { one.get("/customer/C-1001/cases") }},
		{"nothing there", 1, func(int) { one.get("/case/none") }},
		{"refusal", 2, func(int) { one.patch("/case/1001", "{}") }}, // which counts for the verdict about the client
		{"update", 1, func(n int) { one.patch("/case/1001", fmt.Sprintf(`{"title": "title %d"}`, n)) }},
		{"creation", 1, func(int) { one.post("/case", `{"customerId": "C-1001", "title": "x"}`) }},
		{"forced answer", 2, func(int) { one.get("/case/1001", "Prefer: code=401") }},
		{"lookup after another replica's update", 3, func(n int) {
			one.patch("/case/1001", fmt.Sprintf(`{"title": "again %d"}`, n))
			two.get(fmt.Sprintf("/case/%d", 1001+n))
		}},
		{"slow answer", 3, func(int) { one.get("/case/1001", "X-Mock-Scenario: lookupCase/slow") }},
	} {
		if test.name == "slow answer" {
			one.admin(http.MethodPut, "scenarios/lookupCase/slow", "name: lookupCase/slow\noperation: lookupCase\n"+
				"responses: [{status: 200, delay: 1ms}]\n")
			one.get("/case/1001")
		}
		if test.name == "update" || test.name == "lookup after another replica's update" {
			test.send(-1) // after which the replica knows what others did before
		}
		before := redis.Scripts(t)
		for n := range each {
			test.send(n)
		}
		// Identical requests in one second are told about once besides.
		if got := redis.Scripts(t) - before; (got+each/2)/each != test.trips {
			t.Errorf("%s: %d requests ran %d scripts, want %d", test.name, each, got, test.trips*each)
		}
	}
}

// TestAnswersAtOnceAreThoseOfMemory asks servers with each kind of store the same: headers and bodies are the same, and
// so is what stands in the journal.
func TestAnswersAtOnceAreThoseOfMemory(t *testing.T) {
	t.Parallel()
	addresses := []string{"memory", fileStore(t), redistest.Start(t).URL()}
	var transcripts []string
	for _, address := range addresses {
		clock, err := mockserver.ParseClock("2031-05-01T12:00:00Z,step=1s")
		if err != nil {
			t.Fatal(err)
		}
		now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
		api := start(t, mockserver.WithStore(address), mockserver.WithClock(clock),
			mockserver.WithNow(func() time.Time { return now }), mockserver.WithPublicURL("http://sandbox.example"))
		var transcript strings.Builder
		for _, answer := range []reply{
			api.get("/case/1001"), api.get("/case/1001"), api.get("/case/none"), api.get("/customer/C-1001/cases"),
			api.get("/case/1001", "Origin: https://app.example"),
			api.post("/case", `{"customerId": "C-1001", "title": "Parcel lost"}`), api.get("/case/1101"),
			api.patch("/case/1101", `{"status": "closed"}`), api.patch("/case/1101", `{"interactions": [`+post1+`]}`),
			api.patch("/case/1101", `{"status": `), api.get("/case/1001", "Prefer: code=500"),
			api.get("/case/1001", "X-Mock-Scenario: no such"), api.get("/case/force-404"), api.get("/nothing"),
			api.admin(http.MethodGet, "requests", ""), api.admin(http.MethodGet, "coverage", ""),
		} {
			answer.header.Del("Date")
			fmt.Fprintf(&transcript, "%d %v\n%s\n", answer.status, answer.header, answer.body)
		}
		transcripts = append(transcripts, strings.ReplaceAll(transcript.String(), api.server.URL[len("http://"):], "HOST"))
	}
	for i, transcript := range transcripts[1:] {
		if difference := cmp.Diff(transcripts[0], transcript); difference != "" {
			t.Errorf("with %s: -memory +%s\n%s", addresses[i+1], addresses[i+1], difference)
		}
	}
}
