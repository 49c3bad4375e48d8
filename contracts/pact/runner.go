package pact

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"time"

	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/native"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

// runner brings states about and sends requests, as Pact asks for them. It keeps the context of the run, since
// Pact calls back without it.
type runner struct {
	ctx     context.Context
	tearing context.Context // for tearing down: it outlives ctx
	v       *verification
}

// graceToTearDown is how long tearing down may take once the user has had enough: an interrupted process is to be
// gone within two seconds.
const graceToTearDown = 1200 * time.Millisecond

// match has Pact verify the contract and adds its verdicts to ours.
func (v *verification) match(ctx context.Context, contract *contract.Contract) error {
	if len(contract.Interactions) == 0 {
		return nil
	}
	tearing, cancel := outliving(ctx, graceToTearDown)
	defer cancel()
	r := runner{ctx, tearing, v}
	defer r.tearDownAll() // also what a panic leaves
	verdicts, err := native.Match(contract, r)
	r.tearDownAll()
	if ctx.Err() != nil {
		return &InterruptedError{Warnings: v.report.Warnings, Err: ctx.Err()}
	}
	if err != nil {
		return &ContractError{err}
	}
	for i, verdict := range verdicts {
		v.checks[i].addMatched(verdict)
	}
	return nil
}

// outliving is a context that goes on for a while when ctx ends.
func outliving(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.AfterFunc(grace, cancel)
		context.AfterFunc(longer, func() { timer.Stop() })
	})
	return longer, func() { stop(); cancel() }
}

func (r runner) SetUp(
	interaction int, state string, params map[string]any,
) (map[string]any, error) {
	e := r.v.checks[interaction]
	r.begin(interaction)
	switch {
	case r.ctx.Err() != nil:
		return nil, r.ctx.Err()
	case r.v.stopped:
		e.Result.NotExercised(errStopped)
		return nil, errStopped
	case e.Result.Verdict == report.NotExercised:
		return nil, errNotSent // a state before this one could not be brought about
	}
	values, err := e.states.SetUp(r.ctx, state, params)
	if err != nil {
		e.Result.NotExercised(err)
		r.undo(e) // Pact does not ask for it now
		return nil, err
	}
	maps.Copy(e.values, values)
	return values, nil
}

// begin tells of an expectation once, whichever call about it comes first. What those before it
// have left is torn down then.
func (r runner) begin(interaction int) {
	if interaction < r.v.begun {
		return
	}
	r.tearDownAll()
	r.v.begun = interaction
	r.v.progress(r.v.checks[interaction].Interaction.Description)
}

var errStopped = report.Obstacle("an expectation before it is broken", "a run without --fail-fast")

// TearDown is asked for each state in the order of their setup. The first call undoes them all, in
// the other order.
func (r runner) TearDown(interaction int, _ string) {
	r.undo(r.v.checks[interaction])
}

// undo tears the states of an expectation down. What goes wrong is a warning: the expectation itself is not
// touched by it.
func (r runner) undo(e *check) {
	for _, problem := range e.states.TearDown(r.tearing) {
		r.v.warn("%v", problem)
	}
}

func (r runner) tearDownAll() {
	for _, e := range slices.Backward(r.v.checks) {
		r.undo(e)
	}
}

func (r runner) Answer(interaction int, request *http.Request) (*transport.Answer, error) {
	e := r.v.checks[interaction]
	r.begin(interaction)
	switch {
	case r.ctx.Err() != nil:
		return nil, r.ctx.Err()
	case r.v.stopped:
		e.Result.NotExercised(errStopped)
		return nil, errStopped
	case e.Interaction.NeedsOwner() && !e.states.Owned():
		e.Result.NotExercised(ownerNeeded(e.Interaction))
		return nil, errNotSent
	}
	started := r.v.options.Now()
	got, err := e.answer(r.ctx, request)
	e.Result.Duration = r.v.options.Now().Sub(started)
	if r.v.options.FailFast && len(e.Result.Failures()) > 0 && !e.Result.Pending {
		r.v.stopped = true
	}
	if err != nil {
		return nil, err
	}
	e.forgetAnswer()
	return got, nil
}
