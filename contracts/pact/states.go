package pact

import (
	"context"
	"errors"
	"maps"

	"casemock/contracts/report"
)

// errNotMine says that a source does not know a state, so that the next one is asked.
var errNotMine = errors.New("does not know the state")

// stateSource is one of the ways in which provider states are brought about.
type stateSource interface {
	// setUp gives the values that the request is to use. An error that is errNotMine passes the state
	// on to the next source; any other leaves the expectation not exercised.
	setUp(ctx context.Context, e *check, state string, params map[string]any) (
		map[string]any, error)
	tearDown(ctx context.Context, state string, params map[string]any) error
}

// states asks the sources in the documented order: the states file, the server's own state-change
// URL, then the API itself.
type states struct {
	owner []stateSource // what the server's owner gave
	file  *StatesFile   // the first of them; nil without one
	api   stateSource

	processes processes // of the current check
}

func newStates(v *verification) (*states, error) {
	made := &states{api: apiStates{v.testData}}
	if v.options.StatesFile != "" {
		file, err := ReadStates(v.options.StatesFile)
		if err != nil {
			return nil, err
		}
		tools := stepTools{v.client.Base(), v.client.HTTP(),
			v.options.Timeout, &made.processes}
		made.file, made.owner = file, append(made.owner, fileStates{file, tools})
	}
	if v.options.StateURL != "" {
		source, err := newURLStates(v.options.StateURL, v.client.HTTP())
		if err != nil {
			return nil, err
		}
		made.owner = append(made.owner, source)
	}
	return made, nil
}

// prepared is a state that was brought about, to be torn down by the same source.
type prepared struct {
	source stateSource
	state  string
	params map[string]any // with the values
}

// halfDoneError is that of a setup which has done something, or may have: it is to be torn down.
type halfDoneError struct{ error }

func (e halfDoneError) Unwrap() error { return e.error }

// setUp brings a state of a check about. What the setup does not say is taken from the state's
// parameters.
func (s *states) setUp(
	ctx context.Context, e *check, state string, params map[string]any,
) (map[string]any, error) {
	var refusals []error
	for _, source := range append(s.owner[:len(s.owner):len(s.owner)], s.api) {
		values, err := source.setUp(ctx, e, state, params)
		if errors.Is(err, errNotMine) {
			refusals = append(refusals, err)
			continue
		}
		all := maps.Clone(params)
		if all == nil {
			all = map[string]any{}
		}
		maps.Copy(all, values)
		if err == nil || errors.As(err, &halfDoneError{}) {
			e.prepared = append(e.prepared, prepared{source, state, all})
		}
		if err != nil {
			return nil, err
		}
		e.owned = e.owned || source != s.api
		return all, nil
	}
	return nil, unknownState(state, refusals)
}

// unknownState tells what each source said, the last of which is the API itself.
func unknownState(state string, refusals []error) error {
	reason := "the state “" + state + "” cannot be brought about through the API"
	for _, refusal := range refusals[:len(refusals)-1] {
		if text := refusal.Error(); text != errNotMine.Error() {
			reason += "; " + text
		}
	}
	return report.Obstacle(reason, ownRemedy)
}

// tearDown undoes the states of a check that were brought about, the last one first. What goes
// wrong is a warning: the expectation itself is not touched by it.
func (s *states) tearDown(ctx context.Context, e *check) {
	for len(e.prepared) > 0 {
		last := len(e.prepared) - 1
		done := e.prepared[last]
		e.prepared = e.prepared[:last] // before it is tried: once is enough, however it ends
		if err := done.source.tearDown(ctx, done.state, done.params); err != nil {
			e.v.warn("tearing down the state “%s”: %v", done.state, err)
		}
	}
	s.processes.end()
}
