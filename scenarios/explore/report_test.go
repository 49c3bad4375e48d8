package explore_test

import (
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/mockserver"
	"casemock/scenarios/explore"
	"casemock/scenarios/story"
)

// TestResults tells each finding with its story, and of each other answer that it was met.
func TestResults(t *testing.T) {
	t.Parallel()
	outcome := firstAlone(t, client(t, sandbox(t, mockserver.WithBugs("number-changes"))),
		func(o *explore.Options) { o.Sandbox = sandboxClient(t) })
	suite := report.Suite{Report: &report.Report{Results: outcome.Results()}}
	first := suite.Results[0]
	if first.Verdict != report.Broken || first.Pair().String() != "updateCase/201" ||
		!strings.HasPrefix(first.Source, "sequence ") || first.Findings[0].Sandbox == nil {
		t.Errorf("got %+v", first)
	}
	if stories, problems := story.Parse("finding", []byte(first.Story)); len(problems) > 0 || len(stories) != 1 {
		t.Errorf("the story cannot be read: %v\n%s", problems, first.Story)
	}
	pairs := map[caseapi.Pair]int{}
	for _, result := range suite.Results {
		pairs[result.Pair()]++
	}
	if counts := suite.Counts(); counts.Broken != 1 || counts.Verified < 10 || pairs[first.Pair()] != 1 {
		t.Errorf("got %+v, and %d times %s", counts, pairs[first.Pair()], first.Pair())
	}
	if suite.ExitCode() != 1 {
		t.Errorf("the exit code is %d", suite.ExitCode())
	}
}

// TestFlakyLast sets apart what did not show again.
func TestFlakyLast(t *testing.T) {
	t.Parallel()
	found := func(rule string, flaky bool) *explore.Finding {
		return &explore.Finding{Finding: report.Finding{RuleID: rule, Severity: report.Failure, Sentence: "Documented."},
			Story: &story.Story{Name: "x"}, Flaky: flaky}
	}
	outcome := &explore.Outcome{Findings: []*explore.Finding{
		found("lookupCase/200/title", true), found("updateCase/201/title", false)}}
	results := outcome.Results()
	if results[0].Operation != caseapi.UpdateCase || !strings.HasPrefix(results[1].Description, "Flaky: ") {
		t.Errorf("got %+v", results)
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	outcome := &explore.Outcome{Sequences: 1, Requests: 30, Customers: 2, Cases: 1}
	const want = "1 sequence, 30 requests. 2 customers and 1 case stay on the server, with the word casemock in them: " +
		"the API deletes nothing."
	if got := outcome.Summary(); got != want {
		t.Errorf("got %q", got)
	}
}
