package world

import (
	"errors"
	"maps"
	"slices"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// maxSetups bounds how many setups a world remembers. The oldest one is forgotten, and what it did stays.
const maxSetups = 1000

// Setups are what the provider states' setups did to a world, until a teardown undoes it. A case or a
// customer is as it was before when nothing that has touched it is set up any longer: so it does not matter in
// which order states are torn down, nor how often they were set up.
type Setups struct {
	trail  trail
	mutex  sync.Mutex
	kept   []*Setup // oldest first
	former map[store.Subject]*former
}

// Setup is one setup.
type Setup struct {
	State   string
	Values  map[string]string // its parameters and what it returned; a teardown says with some of them which it means
	touched []store.Subject
	number  uint64 // rises from setup to setup; 0 before it is kept
}

// former is how a subject was before the first setup touched it.
type former struct {
	Was     store.Former `json:"was"`
	Holders int          `json:"holders"` // setups that touched it
}

// Touch notes that a setup is about to change a subject, which look has found as it is.
func (s *Setups) Touch(setup *Setup, touched store.Subject, look func() store.Former) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if slices.Contains(setup.touched, touched) {
		return
	}
	if s.former == nil {
		s.former = map[store.Subject]*former{}
	}
	if s.former[touched] == nil {
		s.former[touched] = &former{Was: look()}
	}
	s.former[touched].Holders++
	s.trail.changed(formerRecord, nameOfSubject(touched))
	setup.touched = append(setup.touched, touched)
}

// Keep remembers a setup that is done.
func (s *Setups) Keep(setup *Setup) {
	if len(setup.touched) == 0 {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.kept) == maxSetups {
		s.release(s.kept[0])
		s.kept = slices.Delete(s.kept, 0, 1)
	}
	setup.number = 1
	if len(s.kept) > 0 {
		setup.number += s.kept[len(s.kept)-1].number
	}
	s.kept = append(s.kept, setup)
	s.trail.changed(setupRecord, store.NameOfNumber(setup.number))
}

// Undo ends all setups of a state that had these values, and restores what they have changed in the data.
func (s *Setups) Undo(data store.Store, state string, values map[string]string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	released := map[store.Subject]*former{}
	s.kept = slices.DeleteFunc(s.kept, func(setup *Setup) bool {
		meant := setup.State == state && setup.had(values)
		if meant {
			maps.Copy(released, s.release(setup))
		}
		return meant
	})
	var problems []error
	for _, object := range []caseapi.ObjectType{caseapi.CaseObject, caseapi.CustomerObject} { // who stays with cases
		for touched, former := range released {
			if touched.Object == object {
				problems = append(problems, former.Was.Restore(data, touched))
			}
		}
	}
	return errors.Join(problems...)
}

// release lets go of what a setup has touched, and returns what no other one holds.
func (s *Setups) release(setup *Setup) (free map[store.Subject]*former) {
	s.trail.changed(setupRecord, store.NameOfNumber(setup.number))
	free = map[store.Subject]*former{}
	for _, touched := range setup.touched {
		held := s.former[touched]
		if held == nil {
			continue
		}
		s.trail.changed(formerRecord, nameOfSubject(touched))
		if held.Holders--; held.Holders == 0 {
			delete(s.former, touched)
			free[touched] = held
		}
	}
	return free
}

// had reports whether the setup had these values.
func (s *Setup) had(values map[string]string) bool {
	for name, value := range values {
		if had, ok := s.Values[name]; !ok || had != value {
			return false
		}
	}
	return true
}
