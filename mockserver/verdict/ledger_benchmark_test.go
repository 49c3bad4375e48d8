package verdict

import (
	"fmt"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// BenchmarkObserve is what an exchange pays while as much is pending as there is room for, each about another case.
func BenchmarkObserve(b *testing.B) {
	for _, reaction := range []string{"{no-retry: {for: 1m}}", "{retry: {}}"} {
		owed := scenario(b, reaction)
		for name, test := range map[string]struct {
			status   int
			scenario *scenarios.Scenario
		}{"refused": {500, owed}, "changed": {201, nil}} {
			b.Run(reaction+"/"+name, func(b *testing.B) { benchmarkObserve(b, owed, test.status, test.scenario) })
		}
	}
}

func benchmarkObserve(b *testing.B, owed *scenarios.Scenario, status int, scenario *scenarios.Scenario) {
	ledger, watch := &Ledger{}, &Watch{}
	observe := func(n, status int, scenario *scenarios.Scenario) {
		e := updates(uint64(n), 1000, 1050, status, scenario)
		e.ID = fmt.Sprint(n)
		e.Path, e.Subject = "/case/"+e.ID, SubjectOf(caseapi.UpdateCase, e.ID)
		ledger.Observe(e, watch)
	}
	for n := range mostPending {
		observe(n, 500, owed)
	}
	b.ReportAllocs()
	for n := mostPending; b.Loop(); n++ {
		observe(n, status, scenario)
	}
}
