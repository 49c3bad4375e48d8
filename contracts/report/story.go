package report

import (
	"fmt"
	"slices"
	"strings"
)

// isStory reports whether a result is about a story.
func (r *Result) isStory() bool { return r.Steps != nil || r.isUnplaced() }

// isUnplaced reports whether a result is about no answer of the table: no expectation is without a status, and a
// story has one only where it is about a single answer.
func (r *Result) isUnplaced() bool { return r.Operation == "" && r.Status == 0 }

// kind says what stands behind a result.
func kind(result *Result) string {
	if result.isStory() {
		return "story"
	}
	if result.Scenario == "" && result.Source != "" {
		return "from"
	}
	return "scenario"
}

// leadingUp are the requests of a story up to the last that shows a failure.
func (r *Result) leadingUp() []*Exchange {
	last := 0
	for _, finding := range r.Failures() {
		last = max(last, finding.Step)
	}
	steps := slices.Clone(r.Steps[:min(last, len(r.Steps))])
	return slices.DeleteFunc(steps, func(step *Exchange) bool { return step == nil })
}

// at names the step of a story, where there is one.
func (f Finding) at() string {
	switch {
	case f.Step == 0:
		return ""
	case f.Exchange == nil:
		return fmt.Sprintf("step %d: ", f.Step)
	}
	return fmt.Sprintf("step %d, %s: ", f.Step, f.Exchange.call())
}

// call is the request in a few letters, as in PATCH /case/1001.
func (e *Exchange) call() string {
	_, address, _ := strings.Cut(e.URL, "://")
	_, path, _ := strings.Cut(address, "/")
	return e.Method + " /" + path
}

// answer is the answer in a column: its status, and its body if there is one.
func (e *Exchange) answer() string {
	if e.Status == 0 {
		return "none: " + e.Problem
	}
	return strings.TrimSpace(fmt.Sprintf("%d\n%s", e.Status, pretty(e.ResponseBody)))
}
