package mockserver

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts"
	"casemock/fixtures"
	"casemock/scenarios"
)

// stateChange is what Pact's verifier posts before an interaction, and again after it.
type stateChange struct {
	State  string         `json:"state"`
	Params map[string]any `json:"params"`
	Action string         `json:"action"` // setup or teardown; empty means setup
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
type providerState func(r *adminRequest, change stateChange) (stateValues, error)

// providerStates are the states that the fake knows by itself; a test holds them against
// [scenarios.KnownStates].
var providerStates = map[string]providerState{
	scenarios.CustomerExists:   customerState,
	scenarios.CaseExists:       caseState(contracts.Open),
	scenarios.ClosedCaseExists: caseState(contracts.Closed),
	scenarios.NoCaseExists:     noCaseState,
	scenarios.NoCustomerExists: noCustomerState,
	scenarios.ServerFails:      failingState,
}

// changeState answers Pact's provider-state change URL. Besides the six states of the interface, a
// scenario can name states of its own: while a world is in one, the scenario answers as if it were
// live.
func changeState(r *adminRequest) (int, any, error) {
	var change stateChange
	decoder := json.NewDecoder(http.MaxBytesReader(nil, r.Body, maxAdminBody))
	decoder.UseNumber()
	if err := decoder.Decode(&change); err != nil {
		return 0, nil, adminError{http.StatusBadRequest,
			`the body must be as Pact sends it, {"state": …, "params": {…}, "action": "setup"}: ` + err.Error()}
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

// bring brings the world into the state, or out of one of a user's own. The values that the setup makes
// come on top of the parameters that it was given.
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
		made, err := bring(r, change)
		maps.Copy(values, made)
		return values, err
	case known: // nothing to undo: the next setup says what it needs
	case slices.Contains(r.statesOfScenarios(), change.State):
		r.world.states.set(change.State, setup)
	default:
		return nil, adminError{http.StatusBadRequest, fmt.Sprintf("there is no state %q; the states are: %s",
			change.State, strings.Join(r.knownStates(), ", "))}
	}
	return values, nil
}

// statesOfScenarios lists the states that loaded scenarios name besides the known ones.
func (r *adminRequest) statesOfScenarios() []string {
	var names []string
	for _, scenario := range r.server.loaded.Load().scenarios.All() {
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

// custom are the parameters that are custom fields of the object: it must have these values.
func (c stateChange) custom(structure contracts.ObjectStructure) map[string]string {
	values := map[string]string{}
	for name := range c.Params {
		if _, ok := structure.Field(name); ok {
			values[name] = c.param(name)
		}
	}
	return values
}

// customerState makes sure of a customer with the id and the custom fields; without an id it makes one.
func customerState(r *adminRequest, change stateChange) (stateValues, error) {
	customer := r.ensureCustomer(change.param("id"))
	custom := change.custom(r.server.loaded.Load().api.Structures().Customer)
	customer = contracts.CustomerChange{Custom: custom}.Apply(customer)
	r.world.store.PutCustomer(customer)
	return valuesOf(customer.Custom, stateValues{"id": customer.ID}), nil
}

func (r *adminRequest) ensureCustomer(id string) contracts.Customer {
	if found, exists := r.world.store.Customer(id); exists {
		return found
	}
	example := r.server.loaded.Load().population.ExampleCustomer()
	place := func(id string) contracts.Customer {
		example.ID, example.URL = id, fixtures.CustomerURL(r.server.config.publicURL, id)
		return example
	}
	if id == "" {
		return r.world.store.AddCustomer(place)
	}
	r.world.store.PutCustomer(place(id))
	return example
}

// caseState makes sure of a case with that status, of an existing customer.
func caseState(status contracts.Status) providerState {
	return func(r *adminRequest, change stateChange) (stateValues, error) {
		present := r.ensureCase(change.param("id"), change.param("customerId"))
		present.Custom = contracts.CaseChange{
			Custom: change.custom(r.server.loaded.Load().api.Structures().Case),
		}.Apply(present, present.LastUpdated).Custom
		present.Status = status
		if customerID := change.param("customerId"); customerID != "" {
			present.CustomerID = customerID
		}
		r.ensureCustomer(present.CustomerID)
		r.world.store.PutCase(present)
		return valuesOf(present.Custom, stateValues{"id": present.ID, "customerId": present.CustomerID}), nil
	}
}

// ensureCase finds a case, or makes one with that id; without an id it makes a new one.
func (r *adminRequest) ensureCase(id, customerID string) contracts.Case {
	if found, exists := r.world.store.Case(id); exists {
		return found
	}
	if customerID == "" {
		customerID = r.ensureCustomer("").ID
	}
	example := r.server.loaded.Load().population.ExampleCase()
	place := func(id, number string) contracts.Case {
		example.ID, example.Number, example.CustomerID = id, number, customerID
		example.URL = fixtures.CaseURL(r.server.config.publicURL, id)
		return example
	}
	if id == "" {
		return r.world.store.AddCase(place)
	}
	return place(id, example.Number+"-"+id)
}

// valuesOf adds an object's custom fields to the values that a request can be made of.
func valuesOf(custom map[string]string, values stateValues) stateValues {
	for name, value := range custom {
		if _, taken := values[name]; !taken {
			values[name] = value
		}
	}
	return values
}

// freeID is an id that nothing has, for the states that want one without naming it.
const freeID = "does-not-exist"

func noCaseState(r *adminRequest, change stateChange) (stateValues, error) {
	id := change.param("id")
	if id == "" {
		id = freeID
	}
	r.world.store.RemoveCase(id)
	return stateValues{"id": id}, nil
}

func noCustomerState(r *adminRequest, change stateChange) (stateValues, error) {
	id := change.param("id")
	if id == "" {
		id = freeID
	}
	r.world.store.RemoveCustomer(id)
	return stateValues{"id": id}, nil
}

// failingState forces the operation's documented 500 on its next request.
func failingState(r *adminRequest, change stateChange) (stateValues, error) {
	asked := forceRequest{Operation: contracts.OperationName(change.param("operation")),
		Status: http.StatusInternalServerError}
	scenario, err := asked.find(r.server.loaded.Load().scenarios)
	if err != nil {
		return nil, err
	}
	r.world.forced.add(ForcedAnswer{Operation: scenario.Operation.Name, Status: asked.Status,
		Scenario: scenario.Name, Times: 1, Remaining: 1})
	return stateValues{"operation": string(scenario.Operation.Name)}, nil
}
