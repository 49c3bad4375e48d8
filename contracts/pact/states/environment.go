package states

import (
	"cmp"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/scenarios"
)

// environmentPrefix begins the name of every variable that is set for a command: the names of
// values come from a server or a pact, and there are variables that make programs run code.
const environmentPrefix = "CASEPACT_"

// parameterVariable is the variable of a value.
func parameterVariable(name string) string {
	return environmentPrefix + "PARAM_" + unusual.ReplaceAllString(strings.ToUpper(name), "_")
}

var unusual = regexp.MustCompile(`[^A-Z0-9_]`)

// environmentOf tells a command which state is meant. Of values whose names come to the same
// variable, one counts: that whose name is plain, or the last in the order of their bytes, so that
// id counts and ID does not. A value that is null has no variable; an object or array is JSON.
func environmentOf(change scenarios.StateChange) []string {
	variables := append(os.Environ(), environmentPrefix+"STATE="+change.State,
		environmentPrefix+"ACTION="+change.Action)
	for _, name := range slices.SortedFunc(maps.Keys(change.Params), byPlainness) {
		value := change.Params[name]
		text, err := Text(value)
		switch {
		case value == nil:
			continue
		case err != nil:
			encoded, _ := caseapi.Marshal(value) // it came as JSON
			text = string(encoded)
		}
		variables = append(variables, parameterVariable(name)+"="+text) // of several, the last counts
	}
	return variables
}

func byPlainness(a, b string) int {
	return cmp.Or(boolOrder(contract.PlainName.MatchString(a), contract.PlainName.MatchString(b)), cmp.Compare(a, b))
}

// boolOrder puts what is true last.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
