package mockserver_test

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

func TestParseLatency(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want mockserver.Latency
		ok   bool
	}{
		"one":      {"50ms", mockserver.Latency{Min: 50 * time.Millisecond, Max: 50 * time.Millisecond}, true},
		"span":     {"20ms..1s", mockserver.Latency{Min: 20 * time.Millisecond, Max: time.Second}, true},
		"none":     {"0", mockserver.Latency{}, true},
		"backward": {"1s..20ms", mockserver.Latency{}, false},
		"negative": {"-1s", mockserver.Latency{}, false},
		"no unit":  {"50", mockserver.Latency{}, false},
		"half":     {"50ms..", mockserver.Latency{}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := mockserver.ParseLatency(test.text)
			if (err == nil) != test.ok || got != test.want {
				t.Errorf("got %v, %v, want %v, ok %t", got, err, test.want, test.ok)
			}
		})
	}
}

func TestParseFailRate(t *testing.T) {
	t.Parallel()
	want := mockserver.FailRate{Pair: caseapi.Pair{Operation: caseapi.UpdateCase, Status: 500}, Share: 0.05}
	if got, err := mockserver.ParseFailRate("updateCase/500=0.05"); err != nil || got != want {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	for _, wrong := range []string{"", "updateCase/500", "updateCase/418=0.1", "updateCase/500=2",
		"updateCase/500=-0.1", "updateCase/500=x", "updateCase/500=NaN"} {
		if got, err := mockserver.ParseFailRate(wrong); err == nil {
			t.Errorf("%q was read as %v", wrong, got)
		}
	}
}

// TestFailRateIsReproducible sends the same requests to two servers of a seed and to one of another.
func TestFailRateIsReproducible(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) []int {
		rate := mockserver.FailRate{
			Pair: caseapi.Pair{Operation: caseapi.LookupCase, Status: 500}, Share: 0.3}
		api := start(t, mockserver.WithSeed(seed), mockserver.WithFailRates(rate))
		var statuses []int
		for range 60 {
			statuses = append(statuses, api.get("/case/1001").status)
		}
		return statuses
	}
	first, again, other := run(7), run(7), run(8)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the same seed (-first +again):\n%s", diff)
	}
	if cmp.Equal(first, other) {
		t.Error("another seed gives the same failures")
	}
	failures := 0
	for _, status := range first {
		if status == http.StatusInternalServerError {
			failures++
		}
	}
	if failures < 8 || failures > 30 {
		t.Errorf("%d of 60 failed, want about 18", failures)
	}
}

// TestFailRatesOfAnOperationShareItsRequests gives each of two answers its own half: together they
// leave none over.
func TestFailRatesOfAnOperationShareItsRequests(t *testing.T) {
	t.Parallel()
	half := func(status int) mockserver.FailRate {
		return mockserver.FailRate{
			Pair: caseapi.Pair{Operation: caseapi.LookupCase, Status: status}, Share: 0.5}
	}
	api := start(t, mockserver.WithFailRates(half(500), half(400)))
	counts := map[int]int{}
	for range 60 {
		counts[api.get("/case/1001").status]++
	}
	if counts[500]+counts[400] != 60 || counts[500] < 15 || counts[400] < 15 {
		t.Errorf("got %v, want about 30 of each", counts)
	}
}

func TestFailRatesOfAnOperationCannotExceedAll(t *testing.T) {
	t.Parallel()
	rate := func(status int, share float64) mockserver.FailRate {
		return mockserver.FailRate{
			Pair: caseapi.Pair{Operation: caseapi.LookupCase, Status: status}, Share: share}
	}
	_, err := mockserver.New(mockserver.WithFailRates(rate(500, 0.7), rate(400, 0.4)))
	if err == nil || !strings.Contains(err.Error(), "fail-rate") || !strings.Contains(err.Error(), "lookupCase") {
		t.Errorf("got %v, want a complaint about lookupCase", err)
	}
	tenths := make([]mockserver.FailRate, 10)
	for i := range tenths {
		tenths[i] = rate(500, 0.1) // their sum is a little less or more than 1
	}
	if _, err := mockserver.New(mockserver.WithFailRates(tenths...)); err != nil {
		t.Error(err)
	}
}

// TestLatencyHoldsAnswersBack gives a server more patience than its client has: the client leaves
// before the answer, and the handler does not wait on for nobody.
func TestLatencyHoldsAnswersBack(t *testing.T) {
	t.Parallel()
	answered := make(chan mockserver.Entry, 1)
	hour := mockserver.Latency{Min: time.Hour, Max: time.Hour}
	api := start(t, mockserver.WithLatency(hour), mockserver.WithObserver(func(entry mockserver.Entry) {
		answered <- entry
	}))
	ctx, leave := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, api.server.URL+"/case/1001", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", api.key)
	trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { leave() }}
	response, err := api.http.Do(request.WithContext(httptrace.WithClientTrace(ctx, trace)))
	if err == nil {
		_ = response.Body.Close()
		t.Fatalf("got %s, want no answer", response.Status)
	}
	if entry := <-answered; entry.Answer.Status != 0 || entry.Answer.Rule != mockserver.RuleSandbox {
		t.Errorf("the journal has %+v", entry.Answer)
	}
}
