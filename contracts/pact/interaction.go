package pact

import (
	"fmt"

	"casemock/contracts/caseapi"
)

// Interaction is one expectation of a contract.
type Interaction struct {
	Key         string // the scenario's name
	Description string
	// Operation is the documented call; nil when the interaction of somebody's own pact file fits
	// none.
	Operation *caseapi.Operation
	Status    int // the status that is expected
	// Scenario and Source are the name and the file of the scenario behind it, empty without one.
	Scenario string
	Source   string
	// BuiltIn expectations say nothing about one server in particular, so they are adapted to it. A
	// user's own are taken at their word.
	BuiltIn bool
	// OnlyHeader is true for a 400 that nothing but a malformed header of the request could provoke.
	OnlyHeader bool
	// Pending is what its consumer does not count on yet: a failure fails nothing.
	Pending bool

	document map[string]any // as it stands in the pact file
}

// pair is the documented answer that is expected.
func (i *Interaction) pair() caseapi.Pair {
	if i.Operation == nil {
		return caseapi.Pair{Status: i.Status}
	}
	return caseapi.Pair{Operation: i.Operation.Name, Status: i.Status}
}

// stateNames lists the states that the server must be in.
func (i *Interaction) stateNames() []string {
	var names []string
	for _, element := range statesOf(i.document) {
		state, _ := element.(map[string]any)
		names = append(names, textOf(state["name"]))
	}
	return names
}

// String is the description, for messages.
func (i *Interaction) String() string { return fmt.Sprintf("%q", i.Description) }
