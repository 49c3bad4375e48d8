package report

import (
	"slices"
	"testing"
)

func TestWaive(t *testing.T) {
	t.Parallel()
	waivers := []Waiver{
		{Rule: "a/200/x", Expires: started.AddDate(0, 0, -1), File: "w", Line: 1},
		{Rule: "a/200/x", Expires: started, File: "w", Line: 2},
		{Rule: "a/200/y", Expires: started, File: "w", Line: 3},
	}
	result := &Result{Findings: []Finding{{RuleID: "a/200/x", Severity: Failure},
		{RuleID: "a/200/y", Severity: Warning}, {RuleID: "a/200/z", Severity: Failure}}}
	warnings := waive([]*Result{result}, waivers, started)
	want := []string{
		"w:1: the waiver for a/200/x expired on 2024-04-30; fix the server or renew it ()",
		"w:3: the waiver for a/200/y excuses nothing in this run",
	}
	if !slices.Equal(warnings, want) || result.Findings[0].Waiver != &waivers[1] || result.Findings[2].Waiver != nil {
		t.Errorf("got %q, %+v", warnings, result.Findings)
	}
	result.Settle()
	if result.Verdict != Broken {
		t.Errorf("got %s", result.Verdict)
	}
}
