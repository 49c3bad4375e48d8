package mockserver

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// stateChange is what Pact's verifier posts before an interaction, and again after it.
type stateChange struct {
	State  string         `json:"state"`
	Params map[string]any `json:"params"`
	Action string         `json:"action"` // setup or teardown; empty means setup

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

// stateValues are what a state's setup returns, to be used in the request.
type stateValues map[string]string

// providerState brings a world into a state.
type providerState func(r *bringing) (stateValues, error)

// providerStates are the states that the fake knows by itself; a test holds them against
// [scenarios.KnownStates].
var providerStates = map[string]providerState{
	scenarios.CustomerExists:   customerState,
	scenarios.CaseExists:       caseState(caseapi.Open),
	scenarios.ClosedCaseExists: caseState(caseapi.Closed),
	scenarios.NoCaseExists:     noCaseState,
	scenarios.NoCustomerExists: noCustomerState,
	scenarios.ServerFails:      failingState,
}

// changeState answers Pact's provider-state change URL. Besides the six states of the interface, a
// scenario can name states of its own: while a world is in one, the scenario answers as if it were
// live.
func changeState(r *adminRequest) (int, any, error) {
	var change stateChange
	if err := r.read(&change, "state", "action", "consumer"); err != nil {
		return 0, nil, adminError{http.StatusBadRequest, err.Error() +
			`; Pact sends {"state": …, "params": {…}, "action": "setup"}`}
	}
	if !slices.Contains([]string{"", "setup", "teardown"}, change.Action) {
		return 0, nil, adminError{http.StatusBadRequest,
			fmt.Sprintf("action must be setup or teardown, got %q", change.Action)}
	}
	values, err := r.bring(change)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, values, nil
}

// bring brings the world into the state, or out of it. The values that the setup makes come on top of the
// parameters that it was given.
func (r *adminRequest) bring(change stateChange) (stateValues, error) {
	values := stateValues{}
	for name := range change.Params {
		values[name] = change.param(name)
	}
	setup := change.Action != "teardown"
	bring, known := providerStates[change.State]
	switch {
	case change.State == "": // an interaction that needs no state
	case known && setup:
		done := &world.Setup{State: change.State, Values: values}
		made, err := bring(&bringing{r, change, done})
		maps.Copy(values, made)
		r.world.Setups.Keep(done)
		return values, err
	case known:
		return values, r.tearDown(change)
	case slices.Contains(r.statesOfScenarios(), change.State), !setup && r.world.States.Has(change.State):
		if setup {
			r.enter()
		}
		r.world.States.Set(change.State, setup)
	default:
		return nil, adminError{http.StatusBadRequest, fmt.Sprintf("there is no state %q; the states are: %s",
			change.State, strings.Join(r.knownStates(), ", "))}
	}
	return values, nil
}

// tearDown undoes what setups of a known state with the same parameters have done.
func (r *adminRequest) tearDown(change stateChange) error {
	r.world.Forced.Disarm(change.State, caseapi.OperationName(change.param("operation")))
	given := stateValues{}
	for name, value := range change.Params {
		if value != nil {
			given[name] = change.param(name)
		}
	}
	return r.world.Setups.Undo(change.State, given)
}

// statesOfScenarios lists the states that loaded scenarios name besides the known ones.
func (r *adminRequest) statesOfScenarios() []string {
	var names []string
	for _, scenario := range r.server.files.Current().Scenarios.All() {
		for _, state := range scenario.Given {
			if _, known := providerStates[state.Name]; !known {
				names = append(names, state.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (r *adminRequest) knownStates() []string {
	var names []string
	for _, state := range scenarios.KnownStates() {
		names = append(names, state.Name)
	}
	return append(names, r.statesOfScenarios()...)
}
