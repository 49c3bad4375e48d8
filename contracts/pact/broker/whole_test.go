package broker

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts/report"
)

// TestABrokerIsToldNoMoreThanWasFound publishes reports with every mixture of verdicts: nothing at
// all unless the pact was verified whole, and success only when each expectation was.
func TestABrokerIsToldNoMoreThanWasFound(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		verdicts []report.Verdict
		leftOut  int
		told     any    // success; nil when nothing is published
		says     string // why not
	}{
		"all verified": {[]report.Verdict{report.Verified, report.Verified}, 0, true, ""},
		"one broken":   {[]report.Verdict{report.Verified, report.Broken}, 0, false, ""},
		"one waived":   {[]report.Verdict{report.Verified, report.Waived}, 0, false, ""},
		"one pending":  {[]report.Verdict{report.Pending, report.Verified}, 0, false, ""},
		"one not exercised": {[]report.Verdict{report.Verified, report.NotExercised}, 0, nil,
			"1 of its 2 expectations were not"},
		"one of them broken":      {[]report.Verdict{report.Broken, report.NotExercised}, 0, nil, "not exercised"},
		"a part, verified":        {[]report.Verdict{report.Verified}, 2, nil, "left 2 of its 3 expectations out"},
		"a part, broken":          {[]report.Verdict{report.Broken}, 1, nil, "left 1 of its 2 expectations out"},
		"nothing exercised":       {[]report.Verdict{report.NotExercised}, 0, nil, "nothing was exercised"},
		"nothing of it asked for": {nil, 3, nil, "nothing was exercised"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var told any
			address, _ := url.Parse(serve(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				told = decode(t, r)["success"]
			})))
			outcome := &report.Report{LeftOut: test.leftOut}
			for _, verdict := range test.verdicts {
				outcome.Results = append(outcome.Results, &report.Result{Verdict: verdict})
			}
			err := (&Broker{HTTP: ownHTTP(t)}).PublishResults(t.Context(), &Pact{results: address}, outcome,
				Version{Number: "1"})
			if told != test.told {
				t.Errorf("the broker is told %v, want %v", told, test.told)
			}
			var withheld *WithheldError
			if errors.As(err, &withheld) != (test.says != "") || err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}

func TestAnExpectationThatIsWaivedIsAFailureOfItsInteraction(t *testing.T) {
	t.Parallel()
	waived := &report.Result{Description: "a lookup", Verdict: report.Waived, Findings: []report.Finding{
		{RuleID: "lookupCase/200/url", Path: "url", Message: "is required", Severity: report.Failure,
			Waiver: &report.Waiver{}},
		{RuleID: "lookupCase/200/odd", Path: "odd", Severity: report.Warning}}}
	results := testResults(&report.Report{Results: []*report.Result{waived}})
	one := results[0].(map[string]any)
	if mismatches, _ := one["mismatches"].([]any); one["success"] != false || len(mismatches) != 1 {
		t.Errorf("got %v", one)
	}
}
