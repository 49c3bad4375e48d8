package caseapi

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"casemock/contracts/wording"
)

// Pair is an operation and one status of it, written operation/status, as in updateCase/422. It is
// the name of the built-in scenarios and of what can be forced.
type Pair struct {
	Operation OperationName
	Status    int
}

// String writes the pair as in updateCase/422.
func (p Pair) String() string { return string(p.Operation) + "/" + strconv.Itoa(p.Status) }

// Pairs walks the table of operations by documented status, in the table's order.
func Pairs() []Pair {
	var pairs []Pair
	for _, operation := range operations {
		for _, response := range operation.Responses {
			pairs = append(pairs, Pair{operation.Name, response.Status})
		}
	}
	return pairs
}

// ParsePair reads operation/status. The error says which half is wrong and what would be right;
// both must be documented.
func ParsePair(text string) (Pair, error) {
	name, code, found := strings.Cut(text, "/")
	if !found {
		return Pair{}, fmt.Errorf("%q must be written operation/status, as in updateCase/422", text)
	}
	operation, ok := FindOperation(OperationName(name))
	if !ok {
		names := OperationNames()
		return Pair{}, fmt.Errorf("unknown operation %q%s it must be one of %s",
			name, cmp.Or(wording.DidYouMean(name, names), ":"), strings.Join(names, ", "))
	}
	for _, response := range operation.Responses {
		if strconv.Itoa(response.Status) == code {
			return Pair{operation.Name, response.Status}, nil
		}
	}
	return Pair{}, fmt.Errorf("status %q is not documented for %s: it must be one of %s",
		code, name, operation.StatusList())
}
