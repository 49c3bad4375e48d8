package pact

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/creation"
	"casemock/contracts/pact/states"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
)

// check is an expectation while it is held against the server under test.
type check struct {
	v           *verification
	interaction *contract.Interaction
	result      *report.Result

	states   *states.Preparation
	values   map[string]any   // what their setups returned
	customer *creation.Object // made through the API for it; nil otherwise
	kase     *creation.Object
	model    *consistency.Model // what the server must hold, from what it was told for this expectation

	call target.Call       // as it was sent
	sent map[string]any    // its body; nil when that is no object
	got  *transport.Answer // nil without an answer
	body any               // the decoded body of the answer; nil when it is not JSON
}

// pair is the documented answer that is expected.
func (e *check) pair() caseapi.Pair { return e.interaction.Pair() }

// errNotSent keeps a request from being sent; the result says why.
var errNotSent = errors.New("not sent")

// answer sends the request of the expectation and judges the answer.
func (e *check) answer(ctx context.Context, request *http.Request) (*transport.Answer, error) {
	if err := e.wrongValues(); err != nil {
		e.result.NotExercised(err)
		return nil, errNotSent
	}
	call, err := e.v.incoming(request)
	if err != nil {
		return nil, err
	}
	if e.call, err = e.adapt(ctx, call); err != nil {
		e.result.NotExercised(err)
		return nil, errNotSent
	}
	e.observeBefore(ctx)
	err = e.sendPatiently(ctx)
	if err != nil {
		return nil, err
	}
	e.judge(ctx)
	return e.got, nil
}

// largeBody is how long a body must be, in bytes, for its values not to be kept beside a verdict.
const largeBody = 1 << 20

// forgetAnswer keeps of an answer that was judged what a report shows: many of them may be large.
func (e *check) forgetAnswer() {
	if len(e.got.Body) > largeBody {
		e.body = nil
	}
	e.got = &transport.Answer{Status: e.got.Status, Headers: e.result.Exchange.ResponseHeaders}
}

// wrongValues are those that the request takes from its states, and that no setup returned or that
// cannot stand where they are to. Pact would send the example, or null, without a word.
func (e *check) wrongValues() error {
	var problems []string
	for _, use := range e.interaction.StateUses() {
		if problem := states.Problem(use, e.values); problem != "" && !slices.Contains(problems, problem) {
			problems = append(problems, problem)
		}
	}
	if len(problems) == 0 {
		return nil
	}
	return report.Obstacle("the setup of its states returned "+strings.Join(problems, " and "),
		"the value in the answer of --state-url, or in --states FILE")
}

// send sends the call and records what came of it. No answer is a finding.
func (e *check) send(ctx context.Context) error {
	e.sent, _ = decodeObject(e.call.Body)
	if operation := e.interaction.Operation; e.v.lateExpectations.tooOften(operation) {
		err := errGivenUp(operation)
		e.result.NotExercised(err)
		return err
	}
	got, exchange, err := e.v.client.Do(transport.Expecting(ctx, e.interaction.Status), e.call)
	e.v.lateExpectations.note(e.interaction.Operation, err)
	e.got, e.result.Exchange = got, exchange
	if unjudged := report.Unjudged(err); unjudged != nil {
		e.result.NotExercised(unjudged)
		return err
	}
	if err != nil {
		e.fail(report.ConnectionPart, caseapi.SyntaxRule, fmt.Sprintf("there is no answer: %v", err))
		return err
	}
	e.body, _ = caseapi.Decode(got.Body)
	return nil
}

func decodeObject(body []byte) (map[string]any, bool) {
	value, _ := caseapi.Decode(body)
	object, ok := value.(map[string]any)
	return object, ok
}

// fail adds a failure at a path of the answer.
func (e *check) fail(path string, kind caseapi.Rule, message string) *report.Finding {
	return e.add(report.Failure, path, kind, message)
}

// warn adds a warning at a path of the answer.
func (e *check) warn(path string, kind caseapi.Rule, message string) *report.Finding {
	return e.add(report.Warning, path, kind, message)
}

// add adds a finding and gives it out, so that what was expected and received can be set. It is
// good until the next one is added.
func (e *check) add(
	severity report.Severity, path string, kind caseapi.Rule, message string,
) *report.Finding {
	rule := report.RuleAt(e.pair(), path)
	e.result.Findings = append(e.result.Findings, report.Finding{
		RuleID: rule.ID, Sentence: rule.Sentence, Kind: kind, Path: path,
		Message: message, Severity: severity, Exchange: e.result.Exchange,
	})
	return &e.result.Findings[len(e.result.Findings)-1]
}
