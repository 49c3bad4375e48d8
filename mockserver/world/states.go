package world

import (
	"sync"

	"casemock/scenarios"
)

// States are the provider states of a user's own that a world is in.
type States struct {
	trail trail
	mutex sync.RWMutex
	in    map[string]bool
}

// Set brings the world into a state, or out of it.
func (s *States) Set(name string, in bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.trail.changed(stateRecord, name)
	s.set(name, in)
}

func (s *States) set(name string, in bool) {
	if !in {
		delete(s.in, name)
		return
	}
	if s.in == nil {
		s.in = map[string]bool{}
	}
	s.in[name] = true
}

// Has reports whether the world is in the state.
func (s *States) Has(name string) bool {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	return s.in[name]
}

// BringAbout reports whether the world is in a state of the user's own that the scenario names.
func (s *States) BringAbout(scenario *scenarios.Scenario) bool {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	for _, state := range scenario.Given {
		if s.in[state.Name] {
			return true
		}
	}
	return false
}

// None reports whether the world is in no such state, as it is most of the time.
func (s *States) None() bool {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	return len(s.in) == 0
}
