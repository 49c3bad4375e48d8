package contract

import (
	"cmp"
	"fmt"
	"net/http"

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

	Document map[string]any // as it stands in the pact file
}

// Pair is the documented answer that is expected.
func (i *Interaction) Pair() caseapi.Pair {
	if i.Operation == nil {
		return caseapi.Pair{Status: i.Status}
	}
	return caseapi.Pair{Operation: i.Operation.Name, Status: i.Status}
}

// StateNames lists the states that the server must be in.
func (i *Interaction) StateNames() []string {
	var names []string
	for _, element := range StatesOf(i.Document) {
		state, _ := element.(map[string]any)
		names = append(names, Text(state["name"]))
	}
	return names
}

// Given lists the states in words, with their parameters.
func (i *Interaction) Given() []string {
	var given []string
	states, _ := i.Document["providerStates"].([]any)
	for _, element := range states {
		state, _ := element.(map[string]any)
		text := Text(state["name"])
		if params, _ := state["params"].(map[string]any); len(params) > 0 {
			text += " " + JSONText(params)
		}
		given = append(given, text)
	}
	if name := Text(i.Document["providerState"]); name != "" {
		given = append(given, name) // versions 1 and 2 of Pact have one
	}
	return given
}

// RequestLine is the request in a line: its method, path and query.
func (i *Interaction) RequestLine() string {
	request, _ := i.Document["request"].(map[string]any)
	line := cmp.Or(Text(request["method"]), http.MethodGet) + " " + Text(request["path"])
	switch query := request["query"].(type) {
	case string:
		line += "?" + query
	case map[string]any:
		line += " " + JSONText(query)
	}
	return line
}

// String is the description, for messages.
func (i *Interaction) String() string { return fmt.Sprintf("%q", i.Description) }

// Selectors are the words that select the interaction.
func (i *Interaction) Selectors() []string {
	words := []string{i.Key, i.Description}
	if i.Operation != nil {
		words = append(words, string(i.Operation.Name), i.Pair().String())
	}
	return words
}
