package mockserver_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/scenarios"
)

// outcome is what a client gets of a broken answer.
type outcome struct {
	status int
	body   string
	failed bool // there is no answer, or not all of it
}

// sent updates a case by a scenario.
func (c *client) sent(scenario string) (got outcome) {
	request, err := http.NewRequest(http.MethodPatch, c.server.URL+"/case/1", strings.NewReader(`{"title":"x"}`))
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set(mockserver.ScenarioHeader, scenario)
	response, err := c.http.Do(request)
	if err != nil {
		return outcome{failed: true}
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	return outcome{response.StatusCode, string(body), err != nil}
}

// TestEveryFaultInFront breaks an answer in each way: one of our own before the server is asked, one of our own after
// it has done what it was asked, and the server's own.
func TestEveryFaultInFront(t *testing.T) {
	t.Parallel()
	none := outcome{failed: true}
	const own, real = `{"error":"e","message":"m"}`, `{"id":"1"}`
	for _, fault := range scenarios.Faults() {
		broken := map[scenarios.Fault][2]outcome{ // of our own, and of the server's
			scenarios.ConnectionReset: {none, none}, scenarios.EmptyResponse: {none, none}, scenarios.Timeout: {none, none},
			scenarios.MalformedJSON: {{status: 500, body: own[:len(own)/2]}, {status: 201, body: real[:len(real)/2]}},
			scenarios.SlowBody:      {{status: 500, body: own}, {status: 201, body: real}},
		}[fault]
		delay := ""
		if fault == scenarios.Timeout || fault == scenarios.SlowBody {
			delay = ", delay: 1ms"
		}
		const head = "\noperation: updateCase\ncontract: false\nresponses: [{fault: "
		text := string(fault) + delay
		file := "name: mine/before" + head + text + ", status: 500, body: " + own + "}]\n---\n" +
			"name: mine/after" + head + text + ", status: 500, after: true, body: " + own + "}]\n---\n" +
			"name: mine/real\nlive: true" + head + text + ", status: 201}]\n"
		address, requests, _ := countingServer(t)
		api := inFrontOf(t, address, nil, mockserver.WithScenarios(writeFile(t, "fault.yaml", file)))
		for _, step := range []struct {
			scenario string
			want     outcome
			asked    int64
		}{{"mine/before", broken[0], 0}, {"mine/after", broken[0], 1}, {"mine/real", broken[1], 2}} {
			if got := api.sent(step.scenario); got != step.want {
				t.Errorf("%s %s: got %+v, want %+v", fault, step.scenario, got, step.want)
			}
			if got := requests.Load(); got != step.asked {
				t.Errorf("%s %s: the server was asked %d times, want %d", fault, step.scenario, got, step.asked)
			}
			entry := api.admin(http.MethodGet, "requests?limit=1", "")
			entry.contains(`"fault":"` + string(fault) + `"`)
		}
	}
}

// TestSharesAndLatencyInFront answer in the place of the server, and hold back what it answers.
func TestSharesAndLatencyInFront(t *testing.T) {
	t.Parallel()
	address, requests, _ := countingServer(t)
	api := inFrontOf(t, address, nil, mockserver.WithFailRates(mockserver.FailRate{Share: 1,
		Pair: caseapi.Pair{Operation: caseapi.LookupCase, Status: 500}}),
		mockserver.WithLatency(mockserver.Latency{Min: time.Hour, Max: time.Hour}))
	impatient := &http.Client{Timeout: 50 * time.Millisecond}
	var late interface{ Timeout() bool }
	response, err := impatient.Get(api.server.URL + "/case/1")
	if err == nil {
		_ = response.Body.Close()
	}
	if !errors.As(err, &late) || !late.Timeout() {
		t.Errorf("the answer is not held back: %v", err)
	}
	api.get("/case/1/other").want(http.StatusCreated, "proxied") // which is not of the API
	if got := requests.Load(); got != 1 {
		t.Errorf("the server was asked %d times", got)
	}
}
