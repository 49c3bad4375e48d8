package pact

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
)

// The marks by which the hub knows which interaction a call is about: a parameter of its states, a
// header of its request, after the secret, and the id of its verdict.
const (
	markFormat = "%04d"
	markParam  = "casepactInteraction"
	markHeader = "X-Casepact-Interaction"
)

// pathForm ends the name of a state's value in the form that can stand in a path.
const pathForm = "_path"

// marked is a copy of the contract for the hub to serve, with marks and with the links of a broker.
func (c *Contract) marked(hubURL, secret string) map[string]any {
	pact := copyJSON(c.document())
	interactions, _ := pact["interactions"].([]any)
	for i, element := range interactions {
		if interaction, ok := element.(map[string]any); ok {
			mark(interaction, fmt.Sprintf(markFormat, i), secret)
		}
	}
	pact["_links"] = map[string]any{
		"self":                            map[string]any{"href": hubURL + pactPath},
		"pb:publish-verification-results": map[string]any{"href": hubURL + resultsPath},
	}
	return pact
}

func mark(interaction map[string]any, id, secret string) {
	interaction["_id"] = id
	interaction["pending"] = false // else Pact would call a broken one a success
	request := member(interaction, "request")
	member(request, "headers")[markHeader] = secret + " " + id // version 3 has no lists, 4 takes both
	states := statesOf(interaction)
	interaction["providerStates"] = states
	delete(interaction, "providerState")
	delete(interaction, "provider_state")
	for _, element := range states {
		if state, ok := element.(map[string]any); ok {
			member(state, "params")[markParam] = id
		}
	}
	if generator, ok := member(request, "generators")["path"].(map[string]any); ok {
		expression, _ := generator["expression"].(string)
		generator["expression"] = variable.ReplaceAllString(expression, "$${${1}"+pathForm+"}")
	}
}

// variable is the place of a state's value in a generator's expression: ${id}.
var variable = regexp.MustCompile(`\$\{([^}]+)\}`)

// variables lists the names of the values that the request takes from its states.
func (i *Interaction) variables() []string {
	request, _ := i.document["request"].(map[string]any)
	var names []string
	collectVariables(request["generators"], &names)
	slices.Sort(names)
	return slices.Compact(names)
}

func collectVariables(value any, names *[]string) {
	object, ok := value.(map[string]any)
	if !ok {
		return
	}
	expression, _ := object["expression"].(string)
	for _, found := range variable.FindAllStringSubmatch(expression, -1) {
		*names = append(*names, found[1])
	}
	for _, below := range object {
		collectVariables(below, names)
	}
}

// member is an object within an object, made where it is missing.
func member(object map[string]any, name string) map[string]any {
	below, ok := object[name].(map[string]any)
	if !ok {
		below = map[string]any{}
		object[name] = below
	}
	return below
}

// copyJSON makes an independent copy; numbers keep their digits.
func copyJSON(object map[string]any) map[string]any {
	encoded, err := json.Marshal(object)
	if err != nil {
		panic(fmt.Sprintf("contracts/pact: copying a contract: %v", err)) // it is made of JSON values
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	var copied map[string]any
	if err := decoder.Decode(&copied); err != nil {
		panic(fmt.Sprintf("contracts/pact: copying a contract: %v", err))
	}
	return copied
}
