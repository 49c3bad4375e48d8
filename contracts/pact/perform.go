package pact

import (
	"context"
	"maps"
	"net/http"
)

// performance is what the hub asks. It keeps the context of the run, since Pact calls back without
// it.
type performance struct {
	ctx context.Context
	v   *verification
}

// perform has Pact verify the contract and adds its verdicts to ours.
func (v *verification) perform(ctx context.Context, contract *Contract) error {
	if len(contract.Interactions) == 0 {
		return nil
	}
	verdicts, err := match(contract, performance{ctx, v})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return &ContractError{err}
	}
	for i, verdict := range verdicts {
		v.exercises[i].addVerdict(verdict)
	}
	return nil
}

func (p performance) setUp(
	interaction int, state string, params map[string]any,
) (map[string]any, error) {
	e := p.v.exercises[interaction]
	p.begin(interaction)
	if p.v.stopped {
		e.result.notExercised(errStopped)
		return nil, errStopped
	}
	values, err := p.v.states.setUp(p.ctx, e, state, params)
	if err != nil {
		e.result.notExercised(err)
		return nil, err
	}
	maps.Copy(e.values, values)
	return values, nil
}

// begin tells of an expectation once, whichever call about it comes first.
func (p performance) begin(interaction int) {
	if interaction < p.v.begun {
		return
	}
	p.v.begun = interaction + 1
	p.v.options.Progress(Progress{Number: p.v.begun, Total: len(p.v.exercises),
		Description: p.v.exercises[interaction].interaction.Description})
}

var errStopped = &cannotError{"an expectation before it is broken", "a run without --fail-fast"}

func (p performance) tearDown(interaction int, state string, params map[string]any) {
	p.v.states.tearDown(p.ctx, p.v.exercises[interaction], state, params)
}

func (p performance) answer(interaction int, request *http.Request) (*answer, error) {
	e := p.v.exercises[interaction]
	p.begin(interaction)
	switch {
	case p.v.stopped:
		e.result.notExercised(errStopped)
		return nil, errStopped
	case needsOwner(e.interaction) && !e.owned:
		e.result.notExercised(ownerNeeded(e.interaction))
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
