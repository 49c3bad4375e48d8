package report

import (
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
)

// pageView is what the template of the HTML report shows.
type pageView struct {
	Style    template.CSS
	Suites   []suiteView
	Rules    []ruleView // that a finding names
	Document document
}

// ruleView is a documented sentence, and its anchor.
type ruleView struct{ ID, Sentence string }

// suiteView is a suite as the page shows it.
type suiteView struct {
	documentSuite
	Number  int // from 1, for anchors
	Grid    grid
	Broken  []*Result
	Waived  []*Result
	Awaited []*Result // pending, and broken
	Passed  []*Result
	Reasons []*reason
	Open    []*reason
	Minor   []*warning
}

func newPageView(document document) pageView {
	view := pageView{Style: template.CSS(pageStyle), Document: document}
	told := map[string]bool{}
	for i, suite := range document.Suites {
		view.Suites = append(view.Suites, suiteView{
			documentSuite: suite, Number: i + 1, Grid: suite.table(),
			Broken: suite.with(Broken), Waived: suite.with(Waived),
			Awaited: suite.with(Pending),
			Passed:  suite.with(Verified), Reasons: suite.reasons(NotExercised), Open: suite.reasons(Open),
			Minor: suite.findingWarnings(),
		})
		for _, result := range suite.Results {
			for _, finding := range result.Findings {
				if !told[finding.RuleID] {
					told[finding.RuleID] = true
					view.Rules = append(view.Rules, ruleView{finding.RuleID, finding.Sentence})
				}
			}
		}
	}
	slices.SortStableFunc(view.Rules, func(a, b ruleView) int { return strings.Compare(a.ID, b.ID) })
	return view
}

// Link is where the page tells of a cell of the table; empty where there is nothing to tell.
func (s suiteView) Link(cell gridCell) string {
	switch cell.Verdict {
	case "":
		return ""
	case NotExercised:
		return "#" + s.Anchor("not-exercised")
	case Open:
		return "#" + s.Anchor("open")
	}
	return "#" + s.ResultAnchor(cell.Verdict, cell.Pair)
}

// Anchor is that of a part of the suite.
func (s suiteView) Anchor(part string) string { return fmt.Sprintf("suite-%d-%s", s.Number, part) }

// ResultAnchor is that of the first expectation of an operation and status with that verdict.
func (s suiteView) ResultAnchor(verdict Verdict, pair caseapi.Pair) string {
	return s.Anchor(string(verdict) + "-" + pair.String())
}

// FirstOf reports whether a result is the first of its operation and status in a list, so that an
// anchor stands once.
func (s suiteView) FirstOf(results []*Result, result *Result) bool {
	for _, other := range results {
		if other.Pair() == result.Pair() {
			return other == result
		}
	}
	return false
}

// Word is what a verdict is called.
func (s suiteView) Word(verdict Verdict) string { return s.word(verdict) }

// Headline is the verdict in a few words.
func (s suiteView) Headline() string {
	counts := s.Counts()
	switch {
	case counts.Broken > 0 && s.Pending:
		return fmt.Sprintf("%d of %s broken, which is pending and fails nothing", counts.Broken,
			wording.Count(counts.Total(), s.unit()))
	case counts.Broken > 0:
		return fmt.Sprintf("%d of %s broken", counts.Broken, wording.Count(counts.Total(), s.unit()))
	case s.RequireAll && len(s.Missing()) > 0:
		return fmt.Sprintf("%d of %s not exercised, and all are required", counts.NotExercised,
			wording.Count(counts.Total(), s.unit()))
	case s.exercised() == 0:
		return "Nothing was exercised"
	case counts.NotExercised+counts.Waived+counts.Pending+counts.Open > 0:
		return "Everything that was exercised is " + s.word(Verified)
	}
	return "Everything is " + s.word(Verified)
}

// headerLines writes headers as they stand in a request, in a stable order.
func headerLines(headers http.Header) string {
	var lines strings.Builder
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		for _, value := range headers[name] {
			fmt.Fprintf(&lines, "%s: %s\n", name, value)
		}
	}
	return lines.String()
}
