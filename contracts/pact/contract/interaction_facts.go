package contract

import (
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// Succeeds reports whether a success is expected.
func (i *Interaction) Succeeds() bool { return i.Status < http.StatusMultipleChoices }

// IsWrong reports whether the request is what the expected answer refuses.
func (i *Interaction) IsWrong() bool { return IsRefusal(i.Status) }

// IsRefusal reports whether a status says that the request is wrong, or cannot be applied.
func IsRefusal(status int) bool {
	return status == http.StatusBadRequest || status == http.StatusUnprocessableEntity
}

// Writes reports whether the request changes an object of this kind if the server takes it, be it by
// mistake.
func (i *Interaction) Writes(object caseapi.ObjectType) bool {
	return i.Operation != nil && i.Operation.Object == object && i.Operation.Method == http.MethodPatch
}

// Difficult reports whether the example is there for the unusual that is in it.
func (i *Interaction) Difficult() bool { return strings.HasSuffix(i.Key, "-difficult") }

// NeedsOwner reports whether only the server's owner can say how the expected answer is provoked: a failure, a
// malformed header that is refused, and what cannot be applied in a state that no client can bring about. What
// else the built-in examples cannot have applied is sent: no document promises a 422, but whatever comes must be
// a documented answer.
func (i *Interaction) NeedsOwner() bool {
	switch i.Status {
	case http.StatusInternalServerError:
		return i.BuiltIn
	case http.StatusUnprocessableEntity:
		return i.BuiltIn && slices.ContainsFunc(i.StateNames(), isOwners)
	case http.StatusBadRequest:
		return i.BuiltIn && i.OnlyHeader
	}
	return false
}

// isOwners reports whether the API alone cannot bring a state about.
func isOwners(state string) bool {
	return state == scenarios.ServerFails ||
		!slices.ContainsFunc(scenarios.KnownStates(), func(known scenarios.KnownState) bool { return known.Name == state })
}
