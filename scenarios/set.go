package scenarios

import (
	"slices"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/scenarios/matcher"
)

// Set holds the scenarios that a server knows or a contract is made of: the built-in ones, and the
// user's own in front of them. It is immutable and safe for concurrent use.
type Set struct {
	own    []*Scenario // the uploaded ones by name, then in the order of files and documents
	byName map[string]*Scenario
	live   map[caseapi.OperationName][]*Scenario
	all    func() []*Scenario
}

// BuiltIn is the set of the built-in scenarios alone. They are parsed when they are asked for.
func BuiltIn() *Set { return newSet(nil) }

func newSet(own []*Scenario) *Set {
	set := &Set{own: own, byName: map[string]*Scenario{}, live: map[caseapi.OperationName][]*Scenario{}}
	for _, scenario := range own {
		set.byName[scenario.Name] = scenario
		if scenario.Live {
			name := scenario.Operation.Name
			set.live[name] = append(set.live[name], scenario)
		}
	}
	set.all = sync.OnceValue(set.gather)
	return set
}

// With is the set with others in front: the first list before the second, and so on. One takes the place of what
// has its name, and live ones are asked before those behind them.
func (s *Set) With(front ...[]*Scenario) *Set {
	var own []*Scenario
	taken := map[string]bool{}
	for _, scenario := range slices.Concat(append(slices.Clip(front), s.own)...) {
		if !taken[scenario.Name] {
			taken[scenario.Name] = true
			own = append(own, scenario)
		}
	}
	return newSet(own)
}

// All lists the scenarios by operation in the order of the table of operations: the built-in ones,
// each in its place the user's that replaces it, then the user's others in the order of their
// files. The slice is shared and must not be changed.
func (s *Set) All() []*Scenario { return s.all() }

func (s *Set) gather() []*Scenario {
	var all []*Scenario
	placed := map[*Scenario]bool{}
	for _, operation := range caseapi.Operations() {
		for _, scenario := range builtIn(operation.Name) {
			if own, replaced := s.byName[scenario.Name]; replaced {
				scenario, placed[own] = own, true
			}
			all = append(all, scenario)
		}
		for _, scenario := range s.own {
			if scenario.Operation == operation && !placed[scenario] {
				all = append(all, scenario)
			}
		}
	}
	return slices.Clip(all)
}

// Find finds a scenario by its name.
func (s *Set) Find(name string) (*Scenario, bool) {
	if own, ok := s.byName[name]; ok {
		return own, true
	}
	return findBuiltIn(name)
}

// ByStatus finds the scenario that stands for a documented status of an operation: the one that is
// called operation/status.
func (s *Set) ByStatus(operation caseapi.OperationName, status int) (*Scenario, bool) {
	return s.Find(caseapi.Pair{Operation: operation, Status: status}.String())
}

// Live lists the live scenarios of an operation. The first that matches a request answers it. The
// slice is shared and must not be changed.
func (s *Set) Live(operation caseapi.OperationName) []*Scenario { return s.live[operation] }

// Nearest finds the live scenario that a call came closest to without matching, and the condition
// that failed; nil when the operation has no live scenario, or one matches.
func (s *Set) Nearest(call Call) (*Scenario, *matcher.Mismatch) {
	var nearest *Scenario
	var reason *matcher.Mismatch
	for _, scenario := range s.live[call.Operation.Name] {
		mismatch := scenario.Request.Match(call)
		if mismatch == nil {
			return nil, nil
		}
		if reason == nil || mismatch.Met > reason.Met {
			nearest, reason = scenario, mismatch
		}
	}
	return nearest, reason
}
