package report

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"casemock/contracts/caseapi"
)

// Report is the outcome of one verification.
type Report struct {
	Consumer    string `json:"consumer"`
	Provider    string `json:"provider"`
	ProviderURL string `json:"providerUrl"` // without user information
	// Contract says where the expectations come from: "built-in scenarios", the scenario paths, or the
	// pact file.
	Contract string `json:"contract"`
	// Unit says what each result is about, as in story; empty: an expectation.
	Unit     string        `json:"unit,omitempty"`
	Started  time.Time     `json:"started"`
	Duration time.Duration `json:"duration"` // nanoseconds
	Results  []*Result     `json:"results"`  // in the contract's order
	// Client says that the verdict is about a client: what it holds to is kept, and findings say what a good one does.
	Client bool `json:"client,omitempty"`
	// LeftOut is how many expectations of the contract were not asked for.
	LeftOut int `json:"leftOut,omitempty"`
	// Warnings are about the run as a whole, such as a waiver that has expired or excuses nothing.
	Warnings []string `json:"warnings"`
}

// PairResult sums up the expectations of one operation and status.
type PairResult struct {
	Operation caseapi.OperationName `json:"operation"`
	Status    int                   `json:"status"`
	Verdict   Verdict               `json:"verdict"`
	Counts    Counts                `json:"counts"`
	Results   []*Result             `json:"-"`
}

// Counts counts the expectations by verdict.
func (r *Report) Counts() Counts {
	var counts Counts
	for _, result := range r.Results {
		*counts.of(result.Verdict)++
	}
	return counts
}

// Failed reports whether the run is a failure: something is broken or, with requireAll, something
// could not be exercised. What is pending fails nothing.
func (r *Report) Failed(requireAll bool) bool {
	return slices.ContainsFunc(r.Results, func(result *Result) bool {
		return result.Verdict == Broken ||
			requireAll && result.Verdict == NotExercised && !result.Pending
	})
}

// Succeeded reports whether every expectation of the contract is verified, as a broker means it.
func (r *Report) Succeeded() bool {
	counts := r.Counts()
	return counts.Verified == counts.Total() && r.LeftOut == 0
}

// Conclude ends a run: it excuses what waivers excuse, settles the verdicts, and warns of what is odd.
func (r *Report) Conclude(waivers []Waiver, now time.Time) {
	for _, text := range waive(r.Results, waivers, now) {
		if !slices.Contains(r.Warnings, text) {
			r.Warnings = append(r.Warnings, text)
		}
	}
	for _, result := range r.Results {
		if result.Verdict != NotExercised && result.Verdict != Open || len(result.Failures()) > 0 {
			result.Settle()
		}
	}
	if r.alwaysNotFound() {
		r.Warnings = append(r.Warnings, fmt.Sprintf(
			"every request was answered with 404: is %s the base URL of the Case API?", r.ProviderURL))
	}
	r.Duration = now.Sub(r.Started)
}

// alwaysNotFound reports whether each of several requests was answered with 404, as by a server whose base URL is
// another.
func (r *Report) alwaysNotFound() bool {
	asked := 0
	for _, result := range r.Results {
		for _, exchange := range append(slices.Clone(result.Steps), result.Exchange) {
			switch {
			case exchange == nil:
			case exchange.Status != http.StatusNotFound:
				return false
			default:
				asked++
			}
		}
	}
	return asked > 1
}

// Pairs sums up by operation and status, in the order of the documented table; pairs that were not
// asked for are left out. A story is no pair's own, but counts as broken where it breaks one that was
// asked for. Statuses and operations that no document knows come last.
func (r *Report) Pairs() []PairResult {
	byPair := map[caseapi.Pair]*PairResult{}
	order := caseapi.Pairs()
	for _, result := range r.Results {
		if result.isUnplaced() {
			continue
		}
		pair := result.Pair()
		sum, ok := byPair[pair]
		if !ok {
			sum = &PairResult{Operation: pair.Operation, Status: pair.Status}
			byPair[pair] = sum
			order = append(order, pair)
		}
		*sum.Counts.of(result.Verdict)++
		sum.Results = append(sum.Results, result)
	}
	for _, result := range r.Results {
		if result.isUnplaced() {
			result.countBroken(byPair)
		}
	}
	return collect(order, byPair)
}

// countBroken counts a story with each pair that it breaks a rule of, once.
func (r *Result) countBroken(byPair map[caseapi.Pair]*PairResult) {
	seen := map[caseapi.Pair]bool{}
	for _, finding := range r.Failures() {
		operation, rest, _ := strings.Cut(finding.RuleID, "/")
		status, _, _ := strings.Cut(rest, "/")
		pair, err := caseapi.ParsePair(operation + "/" + status)
		if sum, asked := byPair[pair]; err == nil && asked && !seen[pair] {
			seen[pair] = true
			sum.Counts.Broken++
		}
	}
}

// Stories are the results that are about stories.
func (r *Report) Stories() []*Result {
	var stories []*Result
	for _, result := range r.Results {
		if result.isStory() {
			stories = append(stories, result)
		}
	}
	return stories
}

// collect lists the sums in the given order; a pair that stands in it again is taken once.
func collect(order []caseapi.Pair, byPair map[caseapi.Pair]*PairResult) []PairResult {
	pairs := make([]PairResult, 0, len(byPair))
	for _, pair := range order {
		sum, ok := byPair[pair]
		if !ok {
			continue
		}
		delete(byPair, pair)
		sum.Verdict = sum.Counts.verdict()
		pairs = append(pairs, *sum)
	}
	return pairs
}
