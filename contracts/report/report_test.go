package report

import (
	"strings"
	"testing"

	"casemock/contracts/caseapi"
)

func TestAReportSumsUpByOperationAndStatus(t *testing.T) {
	t.Parallel()
	made := func(operation caseapi.OperationName, status int, verdict Verdict) *Result {
		return &Result{Operation: operation, Status: status, Verdict: verdict}
	}
	report := Report{Results: []*Result{
		made("", 418, Verified),
		made(caseapi.LookupCase, 200, NotExercised),
		made(caseapi.UpdateCase, 422, NotExercised), made(caseapi.UpdateCase, 422, Verified),
		made(caseapi.UpdateCase, 201, Verified), made(caseapi.UpdateCase, 201, Broken),
		made(caseapi.UpdateCase, 404, Waived), made(caseapi.UpdateCase, 404, Verified),
	}}
	var got []string
	for _, pair := range report.Pairs() {
		got = append(got, string(pair.Operation)+"/"+string(pair.Verdict))
	}
	want := "updateCase/broken updateCase/waived updateCase/verified lookupCase/not exercised /verified"
	if text := strings.Join(got, " "); text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	counted := Counts{Verified: 4, Broken: 1, NotExercised: 2, Waived: 1}
	if counts := report.Counts(); counts != counted || counts.Total() != 8 {
		t.Errorf("got %+v", counts)
	}
}

func TestAStoryBreaksThePairsWhoseRulesItBreaks(t *testing.T) {
	t.Parallel()
	finding := func(rule string, waiver *Waiver) Finding {
		return Finding{RuleID: rule, Severity: Failure, Waiver: waiver}
	}
	report := Report{Results: []*Result{
		{Operation: caseapi.FindCases, Status: 200, Verdict: Verified},
		{Operation: caseapi.LookupCase, Status: 200, Verdict: Verified},
		{Scenario: "closing", Verdict: Broken, Findings: []Finding{
			finding("findCases/200/cases", nil), finding("findCases/200/[].title", nil),
			finding("lookupCase/200/title", &Waiver{}), finding("updateCase/201/title", nil),
		}},
	}}
	pairs := report.Pairs()
	if len(pairs) != 2 {
		t.Fatalf("got %d pairs, want the two that were asked for", len(pairs))
	}
	lookup, find := pairs[0], pairs[1]
	if lookup.Verdict != Verified || find.Verdict != Broken || find.Counts.Broken != 1 {
		t.Errorf("lookupCase/200 is %s, findCases/200 %+v", lookup.Verdict, find.Counts)
	}
}

func TestFailedMeansBrokenOrWithRequireAllNotExercised(t *testing.T) {
	t.Parallel()
	for verdict, want := range map[Verdict][2]bool{
		Verified: {false, false}, Waived: {false, false}, NotExercised: {false, true},
		Broken: {true, true}, Pending: {false, false},
	} {
		report := Report{Results: []*Result{{Verdict: verdict}}}
		if got := [2]bool{report.Failed(false), report.Failed(true)}; got != want {
			t.Errorf("%s: got %v, want %v", verdict, got, want)
		}
	}
}
