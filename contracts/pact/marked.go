package pact

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
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
// No value has such a name, so that none can stand there without being escaped.
const pathForm = " of a path"

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

// stateUse is one value that a request takes from its states.
type stateUse struct {
	part  string // path, query, header or body
	name  string
	alone bool // nothing stands beside it
}

// stateUses lists them in order.
func (i *Interaction) stateUses() []stateUse {
	request, _ := i.document["request"].(map[string]any)
	generators, _ := request["generators"].(map[string]any)
	var uses []stateUse
	for part, value := range generators {
		collectUses(part, value, &uses)
	}
	slices.SortFunc(uses, func(a, b stateUse) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.part, b.part))
	})
	return slices.Compact(uses)
}

func collectUses(part string, value any, uses *[]stateUse) {
	object, ok := value.(map[string]any)
	if !ok {
		return
	}
	if expression, _ := object["expression"].(string); object["type"] == "ProviderState" {
		*uses = append(*uses, usesIn(part, expression)...)
	}
	for _, below := range object {
		collectUses(part, below, uses)
	}
}

// usesIn reads an expression: a name, or a text with names in it.
func usesIn(part, expression string) []stateUse {
	found := variable.FindAllStringSubmatch(expression, -1)
	if found == nil {
		return []stateUse{{part, expression, true}}
	}
	var uses []stateUse
	for _, each := range found {
		uses = append(uses, stateUse{part, each[1], each[0] == expression})
	}
	return uses
}

// problem says why a value cannot be used so; empty where it can.
func (u stateUse) problem(values map[string]any) string {
	value, ok := values[u.name]
	if !ok {
		return "no value for " + u.name
	}
	var err error
	switch {
	case u.part == "path":
		_, err = pathText(value)
	case u.part == "header":
		_, err = headerText(value)
	case u.part == "body" && u.alone && value != nil: // an object may stand where an object is
	default:
		_, err = valueText(value)
	}
	if err == nil {
		return ""
	}
	return fmt.Sprintf("a value for %s that %v and cannot stand in the %s", u.name, err, u.part)
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
