package explore

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/wording"
	"casemock/scenarios/story"
)

// Results are what a report tells of an exploration: each finding with its story, the flaky ones last, and
// each documented answer that was met and about which nothing was found.
func (o *Outcome) Results() []*report.Result {
	var results []*report.Result
	found := map[caseapi.Pair]bool{}
	for _, finding := range o.Findings {
		result := finding.result()
		found[result.Pair()] = true
		results = append(results, result)
	}
	slices.SortStableFunc(results, func(a, b *report.Result) int {
		return cmp.Compare(strings.Count(a.Description, flaky), strings.Count(b.Description, flaky))
	})
	for _, pair := range caseapi.Pairs() {
		if times := o.Met[pair]; times > 0 && !found[pair] {
			result := &report.Result{Operation: pair.Operation, Status: pair.Status,
				Description: fmt.Sprintf("%s, answered %d times", pair, times), Findings: []report.Finding{}}
			result.Settle()
			results = append(results, result)
		}
	}
	return results
}

const flaky = "Flaky: it did not show when the same was sent again. "

// result is a finding as a report tells it, by the documented answer that it is about.
func (f *Finding) result() *report.Result {
	result := &report.Result{Scenario: f.Story.Name, Description: f.Sentence, Source: f.Source,
		Story: string(story.Format(f.Story)), Steps: f.Steps, Findings: []report.Finding{f.Finding}}
	operation, rest, _ := strings.Cut(f.RuleID, "/")
	status, _, _ := strings.Cut(rest, "/")
	if pair, err := caseapi.ParsePair(operation + "/" + status); err == nil {
		result.Operation, result.Status = pair.Operation, pair.Status
	}
	if len(f.Also) > 0 {
		result.Description += " The same breaks " + strings.Join(f.Also, ", ") + "."
	}
	if f.Flaky {
		result.Description = flaky + result.Description
	}
	for _, step := range f.Steps {
		if step != nil {
			result.Duration += step.Duration
		}
	}
	result.Settle()
	return result
}

// Summary says how far the exploration came and what it left behind, in a sentence or two.
func (o *Outcome) Summary() string {
	return fmt.Sprintf("%s, %s. %s and %s stay on the server, with the word %s in them: the API deletes nothing.",
		wording.Count(o.Sequences, "sequence"), wording.Count(o.Requests, "request"), wording.Count(o.Customers, "customer"),
		wording.Count(o.Cases, "case"), mark)
}
