package admin

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// stateChange is what Pact's verifiers post.
type stateChange struct {
	scenarios.StateChange
	// What the verifiers of some languages send besides.
	Consumer any `json:"consumer"`
	States   any `json:"states"`
}

// param is a parameter as text: Pact tools send what looks like a number as one.
func (c stateChange) param(name string) string {
	switch value := c.Params[name].(type) {
	case nil:
		return ""
	case string:
		return value
	case json.Number:
		return value.String()
	default:
		return fmt.Sprint(value)
	}
}

// given are the parameters that say something, as text.
func (c stateChange) given() sandbox.Values {
	given := sandbox.Values{}
	for name, value := range c.Params {
		if value != nil {
			given[name] = c.param(name)
		}
	}
	return given
}

// changeState answers Pact's provider-state change URL. Besides the six states of the interface, a
// scenario can name states of its own: while a world is in one, the scenario answers as if it were
// live.
func changeState(r *call) (int, any, error) {
	var change stateChange
	if err := r.read(&change, "state", "action", "consumer"); err != nil {
		return 0, nil, refused(`%v; Pact sends {"state": …, "params": {…}, "action": "setup"}`, err)
	}
	if !slices.Contains([]string{"", "setup", "teardown"}, change.Action) {
		return 0, nil, refused("action must be setup or teardown, got %q", change.Action)
	}
	values, err := r.bring(change)
	if err != nil {
		return 0, nil, err
	}
	r.world.Ledger.Forgive()
	return http.StatusOK, values, nil
}

// bring brings the world into the state, or out of it. The values that the setup makes come on top of the
// parameters that it was given.
func (r *call) bring(change stateChange) (sandbox.Values, error) {
	values := sandbox.Values{}
	for name := range change.Params {
		values[name] = change.param(name)
	}
	setup := change.Action != "teardown"
	switch {
	case change.State == "": // an interaction that needs no state
	case isKnownState(change.State) && setup:
		made, err := r.setUp(change, &world.Setup{State: change.State, Values: values})
		maps.Copy(values, made)
		return values, err
	case isKnownState(change.State):
		return values, r.tearDown(change)
	case slices.Contains(r.statesOfScenarios(), change.State), !setup && r.world.States.Has(change.State):
		if setup {
			r.enter()
		}
		r.world.States.Set(change.State, setup)
	default:
		return nil, refused("there is no state %q; the states are: %s",
			change.State, strings.Join(r.knownStates(), ", "))
	}
	return values, nil
}

// isKnownState reports whether the fake knows the state by itself.
func isKnownState(name string) bool { return name == scenarios.ServerFails || sandbox.HasState(name) }

// setUp brings the world into a known state, and notes what that changes.
func (r *call) setUp(change stateChange, done *world.Setup) (sandbox.Values, error) {
	if change.State == scenarios.ServerFails {
		return r.failNext(change)
	}
	loaded := r.server.Files.Current()
	if err := sandbox.CheckState(loaded.API, change.State, change.given()); err != nil {
		return nil, refused("params: %v", err)
	}
	r.enter()
	touch := func(subject store.Subject, look func() store.Former) {
		r.world.Setups.Touch(done, subject, look)
	}
	defer r.world.Setups.Keep(done)
	return sandbox.Prepare(r.server.CRM(loaded, r.world), change.State, change.given(), touch)
}

// failNext forces the operation's documented 500 on its next request.
func (r *call) failNext(change stateChange) (sandbox.Values, error) {
	asked := forceRequest{Operation: caseapi.OperationName(change.param("operation")),
		Status: new(http.StatusInternalServerError)}
	scenario, err := asked.find(r.scenarios())
	if err != nil {
		return nil, err
	}
	err = r.force(world.ForcedAnswer{Operation: scenario.Operation.Name, Status: *asked.Status,
		Scenario: scenario.Name, Times: 1, Remaining: 1, State: change.State})
	return sandbox.Values{"operation": string(scenario.Operation.Name)}, err
}

// tearDown undoes what setups of a known state with the same parameters have done.
func (r *call) tearDown(change stateChange) error {
	r.world.Forced.Disarm(change.State, caseapi.OperationName(change.param("operation")))
	return r.world.Setups.Undo(r.world.Store, change.State, change.given())
}

// statesOfScenarios lists the states that loaded scenarios name besides the known ones.
func (r *call) statesOfScenarios() []string {
	var names []string
	for _, scenario := range r.scenarios().All() {
		for _, state := range scenario.Given {
			if !isKnownState(state.Name) {
				names = append(names, state.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (r *call) knownStates() []string {
	var names []string
	for _, state := range scenarios.KnownStates() {
		names = append(names, state.Name)
	}
	return append(names, r.statesOfScenarios()...)
}
