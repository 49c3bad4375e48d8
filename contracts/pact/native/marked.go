package native

import (
	"fmt"

	"casemock/contracts/pact/contract"
)

// The marks by which the bridge knows which interaction a call is about: a parameter of its states, a
// header of its request, after the secret, and the id of its verdict.
const (
	markFormat = "%04d"
	markParam  = "casepactInteraction"
	markHeader = "X-Casepact-Interaction"
)

// pathForm ends the name of a state's value in the form that can stand in a path.
// No value has such a name, so that none can stand there without being escaped.
const pathForm = " of a path"

// marked is a copy of the contract for the library, with marks.
func marked(c *contract.Contract, secret string) map[string]any {
	pact := contract.CopyJSON(c.Document())
	interactions, _ := pact["interactions"].([]any)
	for i, element := range interactions {
		if interaction, ok := element.(map[string]any); ok {
			mark(interaction, fmt.Sprintf(markFormat, i), secret)
		}
	}
	return pact
}

func mark(interaction map[string]any, id, secret string) {
	interaction["_id"] = id
	request := contract.Member(interaction, "request")
	contract.Member(request, "headers")[markHeader] = secret + " " + id // version 3 has no lists, 4 takes both
	states := contract.StatesOf(interaction)
	interaction["providerStates"] = states
	delete(interaction, "providerState")
	delete(interaction, "provider_state")
	for _, element := range states {
		if state, ok := element.(map[string]any); ok {
			contract.Member(state, "params")[markParam] = id
		}
	}
	if generator, ok := contract.Member(request, "generators")["path"].(map[string]any); ok {
		expression, _ := generator["expression"].(string)
		generator["expression"] = contract.Variable.ReplaceAllString(expression, "$${${1}"+pathForm+"}")
	}
}
