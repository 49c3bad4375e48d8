package drift_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/mockserver/drift"
	"casemock/mockserver/proxy"
)

// lookup is a call and an answer of some size.
func lookup(size int) (proxy.Call, proxy.Outcome) {
	return proxy.Call{Operation: caseapi.MustOperation(caseapi.LookupCase), Path: map[string]string{"id": "1"},
			Request: &http.Request{Header: http.Header{"Authorization": {"key"}}}},
		proxy.Outcome{Status: 200, Answer: proxy.Body{Bytes: make([]byte, size), Whole: true}}
}

// TestFullQueue drops what there is no room for, says so, and keeps nobody waiting.
func TestFullQueue(t *testing.T) {
	t.Parallel()
	for name, size := range map[string]int{"many": 10, "large": 1 << 20} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			blocked := make(chan struct{})
			api := caseapi.New(caseapi.ObjectStructures{})
			world := drift.New(drift.Options{Now: time.Now,
				API: func(proxy.Call) *caseapi.API { <-blocked; return api }}).NewWorld()
			const all = 3000
			for n := range uint64(all) {
				call, outcome := lookup(size)
				world.Put(call, outcome, n)
			}
			close(blocked)
			listing, err := world.List(t.Context())
			if err != nil || listing.Dropped == 0 || listing.Compared == 0 || listing.Compared+listing.Dropped != all {
				t.Errorf("got %+v, %v", listing, err)
			}
		})
	}
}

// TestBoundedList keeps no more differences than anybody reads.
func TestBoundedList(t *testing.T) {
	t.Parallel()
	api := caseapi.New(caseapi.ObjectStructures{})
	world := drift.New(drift.Options{Now: time.Now, API: func(proxy.Call) *caseapi.API { return api }}).NewWorld()
	call, outcome := lookup(10)
	for n := range 20 {
		outcome.Findings = nil
		for i := range 50 {
			outcome.Findings = append(outcome.Findings, report.Finding{RuleID: "r", Path: fmt.Sprintf("p%dx%d", n, i)})
		}
		world.Put(call, outcome, 1)
	}
	if listing, err := world.List(t.Context()); err != nil || len(listing.Differences) != 500 {
		t.Errorf("got %d, %v", len(listing.Differences), err)
	}
}

// TestPanic ends the comparison of one exchange, and nothing else.
func TestPanic(t *testing.T) {
	t.Parallel()
	api := caseapi.New(caseapi.ObjectStructures{})
	failed, first := 0, true
	world := drift.New(drift.Options{Now: time.Now, Failed: func(any) { failed++ }, API: func(proxy.Call) *caseapi.API {
		if first {
			first = false
			panic("no such thing")
		}
		return api
	}}).NewWorld()
	call, outcome := lookup(10)
	world.Put(call, outcome, 1)
	world.Put(call, outcome, 2)
	listing, err := world.List(t.Context())
	if err != nil || listing.Compared != 1 || listing.Unjudged != 1 || failed != 1 {
		t.Errorf("got %+v, %v, %d", listing, err, failed)
	}
}

// TestClosed gives everything back, also where what waits is more than there is room for.
func TestClosed(t *testing.T) {
	t.Parallel()
	blocked := make(chan struct{})
	api := caseapi.New(caseapi.ObjectStructures{})
	model := drift.New(drift.Options{Now: time.Now, API: func(proxy.Call) *caseapi.API { <-blocked; return api }})
	world, other := model.NewWorld(), model.NewWorld()
	for n := range uint64(2000) {
		call, outcome := lookup(0)
		outcome.Answer.Bytes = []byte(`{"id": "1", "customerId": "C"}`)
		world.Put(call, outcome, n)
	}
	world.Close()
	close(blocked)
	if _, err := other.List(t.Context()); err != nil || model.Held() != 0 {
		t.Errorf("%d bytes are held: %v", model.Held(), err)
	}
}

// TestHead is not compared: nobody judges it.
func TestHead(t *testing.T) {
	t.Parallel()
	world := drift.New(drift.Options{}).NewWorld()
	call, outcome := lookup(0)
	call.Request.Method = http.MethodHead
	world.Put(call, outcome, 1)
	if listing, err := world.List(t.Context()); err != nil || listing.Compared+listing.Unjudged != 0 {
		t.Errorf("got %+v, %v", listing, err)
	}
}
