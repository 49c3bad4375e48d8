package mockserver

import (
	"sync"

	"casemock/scenarios"
)

// worldStates are the provider states of a user's own that a world is in.
type worldStates struct {
	mutex sync.RWMutex
	in    map[string]bool
}

func (s *worldStates) set(name string, in bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !in {
		delete(s.in, name)
		return
	}
	if s.in == nil {
		s.in = map[string]bool{}
	}
	s.in[name] = true
}

// has tells whether the world is in the state.
func (s *worldStates) has(name string) bool {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	return s.in[name]
}

// bringAbout tells whether the world is in a state of the user's own that the scenario names.
func (s *worldStates) bringAbout(scenario *scenarios.Scenario) bool {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	for _, state := range scenario.Given {
		if s.in[state.Name] {
			return true
		}
	}
	return false
}

// none tells whether the world is in no such state, as it is most of the time.
func (s *worldStates) none() bool {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	return len(s.in) == 0
}
