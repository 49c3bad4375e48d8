package verdict

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

var start = time.Date(2031, 5, 1, 12, 0, 0, 0, time.UTC)

// at is some milliseconds after the start.
func at(milliseconds int) time.Time { return start.Add(time.Duration(milliseconds) * time.Millisecond) }

// updates is an update of a case that is answered with a status of a scenario.
func updates(n uint64, began, ended, status int, scenario *scenarios.Scenario) *Exchange {
	return &Exchange{N: n, Operation: caseapi.UpdateCase, Method: "PATCH", Path: "/case/1001", ID: "1001",
		Subject: SubjectOf(caseapi.UpdateCase, "1001"), Body: []byte(`{"title": "x"}`), Key: "key",
		Began: at(began), Ended: at(ended), Status: status, Arrived: true, Scenario: scenario}
}

func scenario(t testing.TB, reaction string) *scenarios.Scenario {
	t.Helper()
	read, problems := scenarios.Parse(nil, "test", []byte("name: updateCase/down\noperation: updateCase\n"+
		"responses: [{status: 500}]\nreaction: "+reaction))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return read[0]
}

// told are the verdicts that are not about what nobody asked for, in one line.
func told(l *Ledger, watch *Watch, now time.Time) string {
	var lines []string
	for _, judgement := range l.Judge(now, watch, nil, func(caseapi.OperationName) bool { return false }).Rules {
		line := fmt.Sprintf("%s %s %d/%d/%d", judgement.ID, judgement.Verdict, judgement.Kept, judgement.Broken,
			judgement.Open)
		for _, evidence := range judgement.Evidence {
			line += " (" + evidence.Why + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// TestTwins are no retries: what was sent before the answer came keeps nothing and breaks nothing.
func TestTwins(t *testing.T) {
	t.Parallel()
	retry, noRetry := scenario(t, "{retry: {within: 1s}}"), scenario(t, "{no-retry: {for: 1s}}")
	for name, test := range map[string]struct {
		exchanges []*Exchange
		want      string
	}{
		"no retry": {[]*Exchange{updates(1, 0, 100, 500, retry), updates(2, 50, 150, 201, nil)},
			"updateCase/down/retry broken 0/1/0 (request 1 was not sent again within 1s: request 2 is the same, but was sent " +
				"before the answer came)"},
		"both fail, one retry": {[]*Exchange{updates(1, 0, 100, 500, retry), updates(2, 50, 150, 500, retry),
			updates(3, 300, 400, 201, nil)}, "updateCase/down/retry kept 1/0/0"},
		"both fail, two retries": {[]*Exchange{updates(1, 0, 100, 500, retry), updates(2, 50, 150, 500, retry),
			updates(3, 300, 400, 201, nil), updates(4, 350, 450, 201, nil)}, "updateCase/down/retry kept 1/0/0"},
		"no second try": {[]*Exchange{updates(1, 0, 100, 500, noRetry), updates(2, 50, 150, 500, noRetry)},
			"updateCase/down/no-retry kept 1/0/0"},
		"one is a retry": {[]*Exchange{updates(1, 0, 100, 500, noRetry), updates(2, 50, 150, 201, nil),
			updates(3, 160, 200, 201, nil)}, "updateCase/down/no-retry broken 0/1/0 (request 3 has the same path and body " +
			"as request 1, 60ms after that was refused)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ledger, watch := &Ledger{}, &Watch{}
			for _, e := range test.exchanges {
				ledger.Observe(e, watch)
			}
			if diff := cmp.Diff(test.want, told(ledger, watch, at(10_000))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestClientThatLeft: its retry may be there before the server has noticed that it does not wait any longer.
func TestClientThatLeft(t *testing.T) {
	t.Parallel()
	retry := scenario(t, "{retry: {within: 1s, not-before: 100ms}}")
	for name, retryEnds := range map[string]int{"which is answered first": 90, "which is answered later": 150} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ledger, watch := &Ledger{}, &Watch{}
			left, again := updates(1, 0, 100, 0, retry), updates(2, 80, retryEnds, 201, nil)
			left.Left, left.Arrived = true, false
			order := []*Exchange{left, again}
			if retryEnds < 100 {
				order = []*Exchange{again, left}
			}
			for _, e := range order {
				watch.Count(e)
				ledger.Observe(e, watch)
			}
			if diff := cmp.Diff("updateCase/down/retry kept 1/0/0", told(ledger, watch, at(10_000))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestRetryUnderway: as long as it is, nobody can say that there was none.
func TestRetryUnderway(t *testing.T) {
	t.Parallel()
	ledger, watch := &Ledger{}, &Watch{}
	ledger.Observe(updates(1, 0, 100, 500, scenario(t, "{retry: {within: 1s}}")), watch)
	begun := watch.Begin(caseapi.UpdateCase, at(900))
	other := watch.Begin(caseapi.LookupCase, at(900))
	if got := told(ledger, watch, at(5000)); got != "updateCase/down/retry open 0/0/1" {
		t.Error(got)
	}
	ledger.Observe(updates(2, 900, 5100, 201, nil), watch)
	watch.End(begun)
	if got := told(ledger, watch, at(6000)); got != "updateCase/down/retry kept 1/0/0" {
		t.Error(got)
	}
	watch.End(other)
}

// TestLedgerIsBounded: what there is no room for is said.
func TestLedgerIsBounded(t *testing.T) {
	t.Parallel()
	ledger, watch := &Ledger{}, &Watch{}
	noRetry := scenario(t, "{no-retry: {}}")
	for n := range mostPending + 5 {
		e := updates(uint64(n+1), n, n, 500, noRetry)
		e.Body = fmt.Appendf(nil, `{"title": "%d"}`, n)
		ledger.Observe(e, watch)
	}
	judged := ledger.Judge(at(1), watch, nil, func(caseapi.OperationName) bool { return false })
	if judged.Unjudged != 5 || judged.Open != mostPending {
		t.Errorf("%d are open, %d unjudged", judged.Open, judged.Unjudged)
	}
	for n := range 3 * mostEvidence {
		wrong := updates(uint64(n), 0, 0, 400, nil)
		wrong.Wrong = []Mistake{{Message: strings.Repeat("x", 10_000)}}
		ledger.Observe(wrong, watch)
	}
	for _, judgement := range ledger.Judge(at(1), watch, nil, nil).Rules {
		text, _ := caseapi.Marshal(judgement)
		if len(judgement.Evidence) > mostEvidence || len(text) > 5000 {
			t.Errorf("%d pieces of evidence, %d bytes", len(judgement.Evidence), len(text))
		}
	}
}

// TestRecordsHoldTheLedger: what another process reads is judged alike.
func TestRecordsHoldTheLedger(t *testing.T) {
	t.Parallel()
	ledger, watch := &Ledger{}, &Watch{}
	changed := map[string]bool{}
	ledger.Changed = func(kind, name string) { changed[kind+"/"+name] = true }
	retry := scenario(t, "{retry: {within: 1s, at-most: 1}}")
	for n := range 4 {
		e := updates(uint64(n+1), n, n, 500, retry)
		e.ID = fmt.Sprint(1001 + n%3)
		ledger.Observe(e, watch)
	}
	copied := &Ledger{}
	for kind, records := range ledger.Records() {
		for _, name := range records.Names() {
			if !changed[kind+"/"+name] {
				t.Errorf("nobody was told of %s/%s", kind, name)
			}
			if err := copied.Records()[kind].Put(name, records.Record(name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, now := range []time.Time{at(10), at(10_000)} {
		if diff := cmp.Diff(told(ledger, watch, now), told(copied, &Watch{}, now)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestRateCountsWhatComesOneAfterTheOther within a second, and says so once.
func TestRateCountsWhatComesOneAfterTheOther(t *testing.T) {
	t.Parallel()
	count := func(gap, took int) (said int) {
		watch := &Watch{}
		for n := range 40 {
			if _, tooMany := watch.Count(updates(uint64(n+1), n*gap, n*gap+took, 201, nil)); tooMany {
				said++
			}
		}
		return said
	}
	for name, test := range map[string]struct{ gap, took, want int }{
		"ten a second":      {100, 5, 0},
		"eleven a second":   {90, 5, 3},
		"all at once":       {0, 500, 0},
		"always underway":   {10, 25, 0},
		"as fast as it can": {1, 1, 1},
	} {
		if got := count(test.gap, test.took); got != test.want {
			t.Errorf("%s: said %d times, want %d", name, got, test.want)
		}
	}
}

// TestLongIDs are kept shortened, and tell requests apart all the same.
func TestLongIDs(t *testing.T) {
	t.Parallel()
	noRetry := scenario(t, "{no-retry: {for: 1s}}")
	ledger, watch := &Ledger{}, &Watch{}
	for n, last := range []string{"a", "b", "a"} {
		e := updates(uint64(n+1), n*100, n*100+50, 500, noRetry)
		e.ID = strings.Repeat("x", 500) + last
		e.Path = "/case/" + e.ID
		ledger.Observe(e, watch)
	}
	want := "updateCase/down/no-retry broken 2/1/0 (request 3 has the same path and body as request 1, 150ms after that " +
		"was refused)"
	if diff := cmp.Diff(want, told(ledger, watch, at(10_000))); diff != "" {
		t.Error(diff)
	}
}

// TestOneDecidesSeveral: a change forgives all that was refused before it, and nothing else is pending then.
func TestOneDecidesSeveral(t *testing.T) {
	t.Parallel()
	noRetry := scenario(t, "{no-retry: {for: 1s}}")
	ledger, watch := &Ledger{}, &Watch{}
	for n := range 4 {
		e := updates(uint64(n+1), n*100, n*100+50, 500, noRetry)
		e.Body = fmt.Appendf(nil, `{"title": "%d"}`, n)
		ledger.Observe(e, watch)
	}
	ledger.Observe(updates(5, 500, 550, 201, nil), watch)
	if !ledger.IsIdle() {
		t.Error("something is pending")
	}
	if diff := cmp.Diff("updateCase/down/no-retry kept 4/0/0", told(ledger, watch, at(600))); diff != "" {
		t.Error(diff)
	}
}
