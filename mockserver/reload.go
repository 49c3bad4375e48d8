package mockserver

import (
	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// Reload reads the scenario, meta and fixture files again. What is good is in force for the next request.
// Of a file with a problem the last good version stays; the problems are returned, and told by the admin
// API's health. What a file that is gone held goes, but for the meta file's custom fields.
func (s *Server) Reload() error {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	next := s.loadSettled()
	s.loaded.Store(next)
	if len(next.problems) > 0 {
		return FileProblems(next.problems)
	}
	return nil
}

// loadSettled loads files that are the same before and after they were read, since half of a file may be
// without a mistake as well. Those that somebody writes all the time are taken as they are.
func (s *Server) loadSettled() *loaded {
	before := s.config.readContents()
	for range 5 { // writing a file anew is three changes: no size, a new time, a new size
		next := s.config.load(s.loaded.Load())
		next.contents = s.config.readContents()
		if next.contents == before {
			return next
		}
		before = next.contents
	}
	next := s.config.load(s.loaded.Load())
	next.contents = before
	return next
}

// present is the population that is in force, for stores that outlive a reload.
type present struct{ server *Server }

func (p present) CaseJSON(id string) (store.Body, bool) {
	return p.server.loaded.Load().encoded.CaseJSON(id)
}

func (p present) CustomerJSON(id string) (store.Body, bool) {
	found, ok := p.Customer(id)
	if !ok {
		return nil, false
	}
	return mustMarshal(found), true
}

func (p present) Case(id string) (caseapi.Case, bool) {
	return p.server.loaded.Load().population.Case(id)
}

func (p present) Customer(id string) (caseapi.Customer, bool) {
	return p.server.loaded.Load().population.Customer(id)
}

func (p present) HasCase(id string) bool { return p.server.loaded.Load().population.HasCase(id) }

func (p present) HasCustomer(id string) bool {
	return p.server.loaded.Load().population.HasCustomer(id)
}

func (p present) CaseIDs(customerID string) []string {
	return p.server.loaded.Load().population.CaseIDs(customerID)
}

func (p present) CaseCount() int { return p.server.loaded.Load().population.CaseCount() }

func (p present) CustomerCount() int { return p.server.loaded.Load().population.CustomerCount() }

func (p present) CaseID(index int) string { return p.server.loaded.Load().population.CaseID(index) }

func (p present) CaseNumber(index int) string {
	return p.server.loaded.Load().population.CaseNumber(index)
}

func (p present) CustomerID(index int) string {
	return p.server.loaded.Load().population.CustomerID(index)
}
