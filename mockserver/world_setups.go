package mockserver

import (
	"errors"
	"maps"
	"slices"
	"sync"

	"casemock/contracts/caseapi"
)

// maxSetups bounds how many setups a world remembers. The oldest one is forgotten, and what it did stays.
const maxSetups = 1000

// worldSetups are what the provider states' setups did to a world, until a teardown undoes it. A case or a
// customer is as it was before when nothing that has touched it is set up any longer: so it does not matter in
// which order states are torn down, nor how often they were set up.
type worldSetups struct {
	mutex  sync.Mutex
	kept   []*stateSetup // oldest first
	former map[subject]*former
}

// stateSetup is one setup.
type stateSetup struct {
	state   string
	values  stateValues // its parameters and what it returned; a teardown says with some of them which it means
	touched []subject
}

// subject is a case or a customer.
type subject struct {
	object caseapi.ObjectType
	id     string
}

// former is how a subject was before the first setup touched it.
type former struct {
	restore func() error
	holders int // setups that touched it
}

// touch notes that a setup is about to change a subject, which look has found as it is.
func (s *worldSetups) touch(setup *stateSetup, touched subject, look func() (restore func() error)) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if slices.Contains(setup.touched, touched) {
		return
	}
	if s.former == nil {
		s.former = map[subject]*former{}
	}
	if s.former[touched] == nil {
		s.former[touched] = &former{restore: look()}
	}
	s.former[touched].holders++
	setup.touched = append(setup.touched, touched)
}

// keep remembers a setup that is done.
func (s *worldSetups) keep(setup *stateSetup) {
	if len(setup.touched) == 0 {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.kept) == maxSetups {
		s.release(s.kept[0])
		s.kept = slices.Delete(s.kept, 0, 1)
	}
	s.kept = append(s.kept, setup)
}

// undo ends all setups of a state that had these values.
func (s *worldSetups) undo(state string, values stateValues) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	released := map[subject]*former{}
	s.kept = slices.DeleteFunc(s.kept, func(setup *stateSetup) bool {
		meant := setup.state == state && setup.had(values)
		if meant {
			maps.Copy(released, s.release(setup))
		}
		return meant
	})
	var problems []error
	for _, object := range []caseapi.ObjectType{caseapi.CaseObject, caseapi.CustomerObject} { // see restoreCustomer
		for touched, former := range released {
			if touched.object == object {
				problems = append(problems, former.restore())
			}
		}
	}
	return errors.Join(problems...)
}

// release lets go of what a setup has touched, and returns what no other one holds.
func (s *worldSetups) release(setup *stateSetup) (free map[subject]*former) {
	free = map[subject]*former{}
	for _, touched := range setup.touched {
		held := s.former[touched]
		if held.holders--; held.holders == 0 {
			delete(s.former, touched)
			free[touched] = held
		}
	}
	return free
}

// had reports whether the setup had these values.
func (s *stateSetup) had(values stateValues) bool {
	for name, value := range values {
		if had, ok := s.values[name]; !ok || had != value {
			return false
		}
	}
	return true
}
