package scenarios

import (
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
)

// Scenario is one expectation: to a request like this, in a state like this, a server answers so.
// The fake server replays it, a contract verifies it. A Scenario that a [Set] hands out is shared
// and must not be changed; what changes, the place in the sequence of its responses, is kept by
// [Positions].
type Scenario struct {
	Name      string // unique in a set; the built-ins are called operation/status
	Summary   string // one line, for people; may be empty
	Operation *caseapi.Operation
	// Given is the state that a server must be in, for the contract; the fake is told separately.
	Given   []State
	Request Request
	// Responses follow one another, the last one repeats. There is at least one.
	Responses []Response
	// ThenSandbox lets the scenario step aside after its responses, instead of repeating the last one.
	ThenSandbox bool
	// Reaction is what a good client does after an answer of the scenario that is no success.
	Reaction Reaction
	// Live scenarios answer every request that matches; others answer only when they are asked for.
	Live bool
	// Contract is false for a scenario that is replayed only. See [Scenario.Expected].
	Contract bool
	Source   Source
	YAML     string // the document, as it stands in its file
}

// Sandbox is the word for what a scenario can step aside for: see [Scenario].ThenSandbox.
const Sandbox = "sandbox"

// Source is where a scenario comes from.
type Source struct {
	File     string // a path, or for a built-in one its name in the program
	Line     int    // where the scenario starts, from 1
	BuiltIn  bool
	Uploaded bool   // to a running server
	World    string // of the server that it was uploaded for; empty: for all of them, or not uploaded
}

// String writes file:line, or says that the scenario is built in or was uploaded.
func (s Source) String() string {
	switch {
	case s.BuiltIn:
		return "built in"
	case s.Uploaded && s.World == "":
		return "uploaded for all worlds"
	case s.Uploaded:
		return "uploaded for world " + s.World
	}
	return fmt.Sprintf("%s:%d", s.File, s.Line)
}

// IsSandbox reports whether a response of the scenario is the sandbox itself, which validates, stores and
// refuses as always: in a live scenario, one without a body whose status is the operation's success. A 204
// says more, that nothing was found. Delay, headers and fault are how the sandbox's answer is sent.
func (s *Scenario) IsSandbox(response *Response) bool {
	return s.Live && response.Body == nil && response.Status == s.Operation.Success().Status
}

// Expected is the response that the contract demands: the last one that is documented and whole; the
// sandbox after them, see ThenSandbox, is none. It is false when the scenario is not part of the contract,
// or has no such response. Nor does a contract demand a 401 for a request that says nothing of its key,
// since it sends a valid one then.
func (s *Scenario) Expected() (Response, bool) {
	for i := len(s.Responses) - 1; i >= 0 && s.Contract; i-- {
		response := s.Responses[i]
		_, documented := s.Operation.Response(response.Status)
		if documented && !response.Undocumented && !response.After && response.Fault == NoFault {
			possible := response.Status != http.StatusUnauthorized || s.Request.namesKey()
			return response, possible
		}
	}
	return Response{}, false
}

// FromState finds the parameter of a given state that has this value: in the contract, a value of
// the request that equals one is taken from what the state's setup returns under that name. A name
// that several states give different values is chosen last, since a setup's values share one set of
// names.
func (s *Scenario) FromState(value string) (name string, ok bool) {
	for _, state := range s.Given {
		for _, param := range state.Params {
			if param.Value != value {
				continue
			}
			if s.unambiguous(param) {
				return param.Name, true
			}
			name, ok = param.Name, true
		}
	}
	return name, ok
}

func (s *Scenario) unambiguous(param Param) bool {
	for _, state := range s.Given {
		if value, there := state.Param(param.Name); there && value != param.Value {
			return false
		}
	}
	return true
}
