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

// performance is what the bridge asks. It keeps the context of the run, since Pact calls back without
// it.
type performance struct {
	ctx     context.Context
	tearing context.Context // for tearing down: it outlives ctx
	v       *verification
}

// graceToTearDown is how long tearing down may take once the user has had enough: an interrupted process is to be
// gone within two seconds.
const graceToTearDown = 1200 * time.Millisecond

// perform has Pact verify the contract and adds its verdicts to ours.
func (v *verification) perform(ctx context.Context, contract *contract.Contract) error {
	if len(contract.Interactions) == 0 {
		return nil
	}
	tearing, cancel := outliving(ctx, graceToTearDown)
	defer cancel()
	p := performance{ctx, tearing, v}
	defer p.tearDownAll() // also what a panic leaves
	verdicts, err := native.Match(contract, p)
	p.tearDownAll()
	if ctx.Err() != nil {
		return &InterruptedError{Warnings: v.report.Warnings, Err: ctx.Err()}
	}
	if err != nil {
		return &ContractError{err}
	}
	for i, verdict := range verdicts {
		v.checks[i].addVerdict(verdict)
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

func (p performance) SetUp(
	interaction int, state string, params map[string]any,
) (map[string]any, error) {
	e := p.v.checks[interaction]
	p.begin(interaction)
	switch {
	case p.ctx.Err() != nil:
		return nil, p.ctx.Err()
	case p.v.stopped:
		e.result.NotExercised(errStopped)
		return nil, errStopped
	case e.result.Verdict == report.NotExercised:
		return nil, errNotSent // a state before this one could not be brought about
	}
	values, err := e.states.SetUp(p.ctx, state, params)
	if err != nil {
		e.result.NotExercised(err)
		p.undo(e) // Pact does not ask for it now
		return nil, err
	}
	maps.Copy(e.values, values)
	return values, nil
}

// begin tells of an expectation once, whichever call about it comes first. What those before it
// have left is torn down then.
func (p performance) begin(interaction int) {
	if interaction < p.v.begun {
		return
	}
	p.tearDownAll()
	p.v.begun = interaction + 1
	p.v.options.Progress(Progress{Number: p.v.begun, Total: len(p.v.checks),
		Description: p.v.checks[interaction].interaction.Description})
}

var errStopped = report.Obstacle("an expectation before it is broken", "a run without --fail-fast")

// TearDown is asked for each state in the order of their setup. The first call undoes them all, in
// the other order.
func (p performance) TearDown(interaction int, _ string) {
	p.undo(p.v.checks[interaction])
}

// undo tears the states of an expectation down. What goes wrong is a warning: the expectation itself is not
// touched by it.
func (p performance) undo(e *check) {
	for _, problem := range e.states.TearDown(p.tearing) {
		p.v.warn("%v", problem)
	}
}

func (p performance) tearDownAll() {
	for _, e := range slices.Backward(p.v.checks) {
		p.undo(e)
	}
}

func (p performance) Answer(interaction int, request *http.Request) (*transport.Answer, error) {
	e := p.v.checks[interaction]
	p.begin(interaction)
	switch {
	case p.ctx.Err() != nil:
		return nil, p.ctx.Err()
	case p.v.stopped:
		e.result.NotExercised(errStopped)
		return nil, errStopped
	case needsOwner(e.interaction) && !e.states.Owned():
		e.result.NotExercised(ownerNeeded(e.interaction))
		return nil, errNotSent
	}
	started := p.v.options.Now()
	got, err := e.answer(p.ctx, request)
	e.result.Duration = p.v.options.Now().Sub(started)
	if p.v.options.FailFast && len(e.result.Failures()) > 0 && !e.result.Pending {
		p.v.stopped = true
	}
	if err != nil {
		return nil, err
	}
	e.forgetAnswer()
	return got, nil
}
