package mockserver

import (
	"errors"
	"net/http"

	"casemock/mockserver/engine"
	"casemock/mockserver/journal"
	"casemock/mockserver/world"
	"casemock/scenarios/template"
)

// record writes down what happened to a request of the API.
func (x *exchange) record(sent http.Header, result answer) {
	entry := x.entry(sent, result)
	x.server.keep(x.request, x.arrived, entry, result.met)
	if x.passed != nil && x.world.Drift != nil {
		x.world.Drift.Put(x.passed.call, x.passed.outcome, entry.N)
	}
	x.judged(result, entry.N)
}

// entry is what the journal keeps of the request.
func (x *exchange) entry(sent http.Header, result answer) *journal.Entry {
	entry := newEntry(x.request, sent, result)
	entry.Time, entry.Duration = x.began, x.server.config.now().Sub(x.began)
	entry.World, entry.Operation = x.world.Name, x.operation.Name
	if x.operation.HasBody() {
		entry.KeepBody(x.body.bytes, x.body.problem == "")
	}
	entry.Nearest = x.nearest(result)
	entry.Violations, entry.Unjudged = x.violations, x.unjudged
	return entry
}

// recordUnknown writes down a request for a path or a method that the API does not have.
func (s *Server) recordUnknown(arrived world.Arrival, r *http.Request, sent http.Header, result answer) {
	entry := newEntry(r, sent, result)
	entry.Time, entry.World = s.config.now(), arrived.World.Name
	s.keep(r, arrived, entry, false)
	s.judgeUnknown(r, arrived, entry)
}

// keep writes an entry into the journal of its world, and passes it on to those who count and watch. A store that
// cannot be reached has no journal of the requests that met it so; that it cannot is told once, by itself.
func (s *Server) keep(r *http.Request, arrived world.Arrival, entry *journal.Entry, met bool) {
	if err := arrived.Record(r.Context(), entry, met); err != nil && !errors.Is(err, engine.ErrUnavailable) {
		s.config.logger.Error("a request could not be written into the journal", "error", err)
	}
	s.tell(r, entry)
}

func newEntry(r *http.Request, sent http.Header, result answer) *journal.Entry {
	return journal.NewEntry(r, promotedHeaders(r), sent, journal.Answer{Status: result.Status, Rule: result.rule,
		Scenario: result.scenario, Step: result.step, Fault: result.fault, Invented: result.Invented,
		Because: result.Because, Surprises: result.surprises, Body: result.Body.Head(KeptBody),
		BodySize: result.Body.Len() + result.unkept})
}

// tell passes an entry on to those who count and watch.
func (s *Server) tell(r *http.Request, entry *journal.Entry) {
	tellSender(r, entry)
	s.telemetry.count(requestLabels{entry.Operation, entry.Answer.Status, entry.Answer.Rule}, entry.Duration)
	for _, violation := range entry.Violations {
		s.telemetry.violation(entry.Operation, violation.Side)
	}
	s.config.observe(*entry)
}

// nearest finds the live scenario that a request which nothing forced came closest to without matching; nil
// when the operation has none. It is found while the request is there whole, as the journal keeps
// neither its key nor all of its body.
func (x *exchange) nearest(result answer) *journal.Nearest {
	if !x.admitted || result.rule != RuleSandbox && result.rule != RuleProxied ||
		len(x.scenarios.Live(x.operation.Name)) == 0 {
		return nil
	}
	scenario, mismatch := x.scenarios.Nearest(x.call(template.Needs{Headers: true, Body: true}))
	if scenario == nil {
		return nil
	}
	return journal.NewNearest(scenario, mismatch)
}
