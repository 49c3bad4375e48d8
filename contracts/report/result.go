package report

import (
	"errors"
	"time"

	"casemock/contracts/caseapi"
)

// Result is what came of one expectation: one interaction of the contract, held against the server; or what
// came of one story, which has several requests.
type Result struct {
	// Operation and Status say which documented answer is expected. Operation is empty for an
	// interaction of somebody's own pact file that fits no documented call, and both for a story,
	// unless it is about one answer alone.
	Operation caseapi.OperationName `json:"operation"`
	Status    int                   `json:"status"`
	// Scenario and Source are the name and the file of the scenario or story behind it; both are
	// empty for an interaction of somebody's own pact file.
	Scenario    string  `json:"scenario"`
	Source      string  `json:"source"`
	Description string  `json:"description"` // as in the contract
	Verdict     Verdict `json:"verdict"`
	// Given are the states with their parameters, as in a case exists {"id":"1001"}, and Request is
	// the call, as in GET /case/1001: both as they stand in the contract.
	Given   []string `json:"given,omitempty"`
	Request string   `json:"request,omitempty"`
	// Reason and Remedy say, of an expectation that was not exercised, why not and what to give so
	// that it is. Remedy is empty when nothing would help.
	Reason string `json:"reason,omitempty"`
	Remedy string `json:"remedy,omitempty"`
	// Findings are failures and warnings, in the order in which they were found.
	Findings []Finding `json:"findings"`
	// NotJudged says what could not be judged because of a failure, and why; empty: everything was.
	NotJudged string `json:"notJudged,omitempty"`
	// Exchange is the request of the expectation and its answer; nil when it was not sent.
	Exchange *Exchange `json:"exchange,omitempty"`
	// Steps are the requests of a story, nil for one that was not sent. There are none for an expectation.
	Steps []*Exchange `json:"steps,omitempty"`
	// Story is a story that stands in no file, as one would write it.
	Story    string        `json:"story,omitempty"`
	Duration time.Duration `json:"duration"` // nanoseconds, with what was sent around it

	// Pending is what the consumer marked as such; see [Interaction].
	Pending bool `json:"pending,omitempty"`

	InteractionID string `json:"-"` // as a broker calls it; empty for a contract that is not from one
}

// Pair is the documented answer that is expected, as in updateCase/422.
func (r *Result) Pair() caseapi.Pair {
	return caseapi.Pair{Operation: r.Operation, Status: r.Status}
}

// Failures are the findings that break the expectation.
func (r *Result) Failures() []Finding {
	var failures []Finding
	for _, finding := range r.Findings {
		if finding.Breaks() {
			failures = append(failures, finding)
		}
	}
	return failures
}

// Settle gives the verdict of an expectation that was exercised.
func (r *Result) Settle() {
	r.Verdict, r.Reason, r.Remedy = Verified, "", ""
	for _, finding := range r.Findings {
		if finding.Breaks() {
			r.Verdict = Broken
			if r.Pending {
				r.Verdict = Pending
			}
			return
		}
		if finding.Severity == Failure {
			r.Verdict = Waived
		}
	}
}

// NotExercised sets the verdict, for the reason that an error gives.
func (r *Result) NotExercised(err error) {
	r.Verdict, r.Reason, r.Remedy = NotExercised, err.Error(), ""
	if known := (*obstacleError)(nil); errors.As(err, &known) {
		r.Remedy = known.remedy
	}
}
