package mockserver

import (
	"bytes"
	"net/http"

	"casemock/contracts"
	"casemock/mockserver/store"
)

// record writes down what happened to a request of the API.
func (x *exchange) record(sent http.Header, result answer) {
	where := x.world
	if where == nil {
		where = x.server.worlds.enter(DefaultWorld)
	}
	where.coverage.count(x.operation.Name, result.status)
	entry := newEntry(x.request, sent, result)
	entry.Time, entry.Duration = x.began, x.server.config.now().Sub(x.began)
	entry.World, entry.Operation = where.name, x.operation.Name
	entry.Body = kept(store.NewBody(x.body.bytes))
	entry.Nearest = x.nearest(result)
	x.server.tell(where.journal.add(entry))
}

// recordUnknown writes down a request for a path or a method that the API does not have.
func (s *Server) recordUnknown(r *http.Request, sent http.Header, result answer) {
	where := s.worlds.enter(DefaultWorld)
	if name, ok := authenticate(s.config.keys, r.Header.Get(contracts.AuthorizationHeader)); ok {
		where = s.worlds.enter(name)
	}
	entry := newEntry(r, sent, result)
	entry.Time, entry.World = s.config.now(), where.name
	s.tell(where.journal.add(entry))
}

// tell passes an entry on to those who count and watch.
func (s *Server) tell(entry Entry) {
	s.telemetry.count(entry)
	s.config.observe(entry)
}

func newEntry(r *http.Request, sent http.Header, result answer) Entry {
	return Entry{
		Method:  r.Method,
		Path:    r.URL.EscapedPath(),
		Query:   r.URL.RawQuery,
		headers: packHeaders(r.Header),
		Answer: EntryAnswer{
			Status: result.status, Rule: result.rule, Scenario: result.scenario, Step: result.step,
			Fault:   result.fault,
			headers: packHeaders(sent), Body: kept(result.body),
		},
	}
}

// kept is a body cut to what the journal keeps. The copy lets go of the rest.
func kept(body store.Body) store.Body {
	if body.Len() <= KeptBody {
		return body
	}
	return store.NewBody(bytes.Clone(body.Bytes()[:KeptBody]))
}
