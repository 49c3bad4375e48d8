package scenarios

import (
	"strings"

	"casemock/contracts/caseapi"
)

// State is a state that a server must be in, a Pact provider state.
type State struct {
	Name   string
	Params []Param // in the order of the file
}

// Param is a value that a state is brought about with.
type Param struct{ Name, Value string }

// Param finds a parameter by name.
func (s State) Param(name string) (string, bool) {
	for _, param := range s.Params {
		if param.Name == name {
			return param.Value, true
		}
	}
	return "", false
}

// The states that the fake server and the contract's verifier know how to bring about. Their names
// are part of the public interface.
const (
	CustomerExists   = "a customer exists"
	CaseExists       = "a case exists"
	ClosedCaseExists = "a closed case exists"
	NoCaseExists     = "no case exists"
	NoCustomerExists = "no customer exists"
	ServerFails      = "the server fails unexpectedly"
)

// StateChange is what is posted to a server's provider-state change URL: before a request that needs the
// state, and again after it.
type StateChange struct {
	State  string         `json:"state"`
	Action string         `json:"action"` // setup or teardown; empty means setup
	Params map[string]any `json:"params"`
}

// KnownState describes a state that need not be explained to anybody.
type KnownState struct {
	Name    string
	Summary string
	Params  []string // the names that it takes; each may be left out
	// Object is what the state makes: custom fields of it are parameters too, as values that the
	// object must have. Empty for a state that makes nothing.
	Object caseapi.ObjectType
}

// KnownStates lists them. A scenario can name states of its own beside these: the fake server
// answers with the scenarios that name one while it is in it, and a verifier is told how to bring
// it about.
func KnownStates() []KnownState {
	return []KnownState{
		{CustomerExists, "There is a customer with this id, and with these custom fields",
			[]string{"id"}, caseapi.CustomerObject},
		{CaseExists, "There is an open case with this id, of this customer",
			[]string{"id", "customerId"}, caseapi.CaseObject},
		{ClosedCaseExists, "There is a case with this id, and it is closed",
			[]string{"id", "customerId"}, caseapi.CaseObject},
		{NoCaseExists, "No case has this id", []string{"id"}, ""},
		{NoCustomerExists, "No customer has this id", []string{"id"}, ""},
		{ServerFails, "The next call of this operation fails for a reason that nobody foresaw",
			[]string{"operation"}, ""},
	}
}

// FindKnownState finds a known state by its exact name.
func FindKnownState(name string) (KnownState, bool) {
	for _, known := range KnownStates() {
		if known.Name == name {
			return known, true
		}
	}
	return KnownState{}, false
}

// meantState finds the known state that a name of somebody's own most probably is a slip for; empty
// when it is none. States are told apart by single words (a case, no case, a closed case), so only
// the same words, but for articles and plurals, or a single letter's difference are taken for a
// slip.
func meantState(name string) string {
	for _, known := range KnownStates() {
		if keyWords(name) == keyWords(known.Name) || oneSlip(name, known.Name) {
			return known.Name
		}
	}
	return ""
}

// keyWords leaves of a name what tells it apart.
func keyWords(name string) string {
	var words []string
	for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if word != "a" && word != "an" && word != "the" {
			words = append(words, strings.TrimSuffix(word, "s"))
		}
	}
	return strings.Join(words, " ")
}

// oneSlip reports whether a letter was left out, added or changed, or two neighbours were swapped.
func oneSlip(a, b string) bool {
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	a, b = a[start:], b[start:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 || swapped
}
