package mockserver

import (
	"context"
	"time"

	"casemock/contracts/strictyaml"
	"casemock/mockserver/store"
)

// Reload reads the scenario and meta files again. A good edit is in force for the next request; with a
// bad one, the last good version stays, and the problems are returned and told by the admin API's
// health.
func (s *Server) Reload() error {
	s.reloading.Lock()
	defer s.reloading.Unlock()
	next, stamps, problems := s.loadSettled()
	if len(problems) == 0 {
		next.stamps = stamps
		s.loaded.Store(next)
		return nil
	}
	kept := *s.loaded.Load()
	kept.problems, kept.stamps = problems, stamps
	s.loaded.Store(&kept)
	return FileProblems(problems)
}

// loadSettled loads files as they were before and after they were read, since half of a file may be
// without a mistake as well. Those that somebody writes all the time are taken as they are.
func (s *Server) loadSettled() (next *loaded, stamps string, problems []strictyaml.Problem) {
	for range 5 { // writing a file anew is three changes: no size, a new time, a new size
		stamps = s.config.fileStamps()
		if next, problems = s.load(); len(problems) == 0 {
			problems = s.loaded.Load().emptied()
		}
		if s.config.fileStamps() == stamps {
			break
		}
	}
	return next, stamps, problems
}

// watchInterval is how often [Server.Watch] looks at the files: an edit is in force within a second.
const watchInterval = 500 * time.Millisecond

// Watch reloads the files whenever one of them has changed, until the context ends. It looks at their
// sizes and times, since the notices of file systems do not reach through mounts and network shares.
func (s *Server) Watch(ctx context.Context) {
	for pause(ctx, watchInterval) {
		if s.config.fileStamps() == s.loaded.Load().stamps {
			continue
		}
		if err := s.Reload(); err != nil {
			s.config.logger.Error("a changed file cannot be used; the last good version stays", "problems", err)
		} else {
			s.config.logger.Info("changed files were reloaded")
		}
	}
}

// present is the population that is in force, for stores that outlive a reload.
type present struct{ server *Server }

func (p present) CaseJSON(id string) (store.Body, bool) {
	return p.server.loaded.Load().encoded.CaseJSON(id)
}

func (p present) CustomerJSON(id string) (store.Body, bool) {
	found, ok := p.server.loaded.Load().population.Customer(id)
	if !ok {
		return store.Body{}, false
	}
	return store.NewBody(found.AppendJSON(nil)), true
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
