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
	"casemock/contracts/pact/example"
	"casemock/contracts/pact/states"
	"casemock/contracts/pact/verdict"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

// check is an expectation while it is held against the server under test.
type check struct {
	verdict.Answer
	v *verification

	states   *states.Preparation
	values   map[string]any   // what their setups returned
	customer *creation.Object // made through the API for it; nil otherwise
	kase     *creation.Object
	model    *consistency.Model // what the server must hold, from what it was told for this expectation
}

// errNotSent keeps a request from being sent; the result says why.
var errNotSent = errors.New("not sent")

// answer sends the request of the expectation and judges the answer.
func (e *check) answer(ctx context.Context, request *http.Request) (*transport.Answer, error) {
	if err := e.wrongValues(); err != nil {
		e.Result.NotExercised(err)
		return nil, errNotSent
	}
	call, err := e.v.server().Incoming(request)
	if err != nil {
		return nil, err
	}
	adapted := example.Example{Interaction: e.Interaction, Values: e.values, Customer: e.customer, Case: e.kase,
		Server: e.v.server()}
	if e.Call, err = adapted.Adapt(ctx, call); err != nil {
		e.Result.NotExercised(err)
		return nil, errNotSent
	}
	if key, isOdd := e.v.oddKeys[e.Interaction]; isOdd {
		e.Call.Headers[caseapi.AuthorizationHeader] = []string{key}
	}
	e.Owned = e.states.Owned()
	e.NotReturned = e.states.NotReturned(e.usedValues())
	e.observeBefore(ctx)
	err = e.sendPatiently(ctx)
	if err != nil {
		return nil, err
	}
	if e.Judge() {
		e.judgeConsistency(ctx)
	}
	return e.CalledJSON(), nil
}

// largeBody is how long a body must be, in bytes, for its values not to be kept beside a verdict.
const largeBody = 1 << 20

// forgetAnswer keeps of an answer that was judged what a report shows: many of them may be large.
func (e *check) forgetAnswer() {
	if len(e.Got.Body) > largeBody {
		e.Body = nil
	}
	e.Got = &transport.Answer{Status: e.Got.Status, Headers: e.Result.Exchange.ResponseHeaders}
}

// addMatched adds what Pact says. Where a state's value is missing, it could not even make the request.
func (e *check) addMatched(matched contract.Matched) {
	err := e.wrongValues()
	if err != nil && e.Call.Method == "" && !matched.Holds && e.Result.Verdict != report.NotExercised {
		e.Result.NotExercised(err)
		return
	}
	e.AddMatched(matched)
}

// wrongValues are those that the request takes from its states, and that no setup returned or that
// cannot stand where they are to. Pact would send the example, or null, without a word.
func (e *check) wrongValues() error {
	var problems []string
	for _, use := range e.Interaction.StateUses() {
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

// usedValues are the names of those that the request takes from its states.
func (e *check) usedValues() []string {
	var names []string
	for _, use := range e.Interaction.StateUses() {
		names = append(names, use.Name)
	}
	return names
}

// send sends the call and records what came of it. No answer is a finding.
func (e *check) send(ctx context.Context) error {
	e.Sent, _ = decodeObject(e.Call.Body)
	if operation := e.Interaction.Operation; e.v.lateExpectations.tooOften(operation) {
		err := errGivenUp(operation.Name)
		e.Result.NotExercised(err)
		return err
	}
	got, exchange, err := e.v.client.Do(transport.Expecting(ctx, e.Interaction.Status), e.Call)
	e.v.lateExpectations.note(e.Interaction.Operation, err)
	e.Got, e.Result.Exchange = got, exchange
	if unjudged := report.Unjudged(err); unjudged != nil {
		e.Result.NotExercised(unjudged)
		return err
	}
	if err != nil {
		e.Fail(report.ConnectionPart, caseapi.SyntaxRule, fmt.Sprintf("there is no answer: %v", err))
		return err
	}
	e.Body, _ = caseapi.Decode(got.Body)
	return nil
}

func decodeObject(body []byte) (map[string]any, bool) {
	value, _ := caseapi.Decode(body)
	object, ok := value.(map[string]any)
	return object, ok
}
