package mockserver

import (
	"net/http"
	"net/url"
	"time"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/bugs"
	"casemock/mockserver/files"
	"casemock/mockserver/journal"
	"casemock/mockserver/routing"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/world"
	"casemock/scenarios"
	"casemock/scenarios/fake"
	"casemock/scenarios/template"
)

// operationHandler answers an operation's requests: it finds the world by the key, decides the answer,
// sends it but for its end, writes down what happened, and ends it. So a client that has its answer, or
// sees that it gets none, finds the request in the journal.
func (s *Server) operationHandler(operation *caseapi.Operation) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x := s.newExchange(operation, r)
		if x.answersAtOnce(w) {
			return
		}
		x.arrive()
		underway := x.world.Watch.Begin(operation.Name, x.came)
		defer x.arrived.World.Watch.End(underway)
		decided := x.decide()
		decided.delay += x.latency()
		x.dateAnswer(w.Header())
		sent, end := decided.send(w, r, &x.body)
		x.record(w.Header(), sent)
		x.arrived.World.Watch.End(underway)
		end()
	})
}

// dateAnswer lets the answer show the time of the world's clock, where that is not the real one: else two answers
// that are the same otherwise would differ in it.
func (x *exchange) dateAnswer(header http.Header) {
	if !x.world.Clock.IsReal() {
		header.Set("Date", x.world.Clock.Now().UTC().Format(http.TimeFormat))
	}
}

// exchange is one request of the API on its way to an answer.
type exchange struct {
	server    *Server
	loaded    *files.Loaded  // what was in force when the request came
	scenarios *scenarios.Set // likewise, in the world
	operation *caseapi.Operation
	worldName string       // of the default one for a key that is not accepted
	world     *world.World // as it is when the request is decided
	admitted  bool         // the key is accepted
	arrived   world.Arrival
	numbered  bool  // its number was asked for: something that is left to chance depends on it
	lost      error // why nothing can be said of the world; nil where it is as it should be
	began     time.Time
	came      time.Time // likewise, by the clock that no option sets

	request *http.Request
	path    map[string]string // the path's parameters, unescaped
	query   url.Values
	body    requestBody

	passed     *passed             // the exchange with the real server; nil: there was none
	violations []journal.Violation // of that exchange, or of a request that was not passed on
	unjudged   string              // why there are not more of them
}

// newExchange finds out what a request asks, and of which world.
func (s *Server) newExchange(operation *caseapi.Operation, r *http.Request) *exchange {
	x := &exchange{
		server: s, loaded: s.files.Current(), operation: operation, request: r,
		began: s.config.now(), came: time.Now(), path: routing.Parameters(r),
		body: requestBody{request: r, wanted: operation.HasBody(), limit: s.config.maxBody,
			passes: s.upstream != nil},
	}
	if r.URL.RawQuery != "" {
		x.query = r.URL.Query()
	}
	x.worldName, x.admitted = s.worldOf(r)
	return x
}

// arrive lets the request enter its world, unless nothing can be said of that. It stays in it to its end, also where
// the world is reset meanwhile.
func (x *exchange) arrive() {
	if x.lost == nil {
		x.arrived, x.lost = x.server.worlds.Arrive(x.request.Context(), x.worldName, x.admitted)
		x.enter(x.arrived.World)
	}
	x.readAhead()
}

// enter makes a world the one in which the request is decided.
func (x *exchange) enter(here *world.World) {
	x.world, x.scenarios = here, here.Scenarios(x.loaded.Scenarios)
}

// number is which request of its world this is, from 1; 0 for one that is not admitted, or has not arrived yet.
func (x *exchange) number() uint64 {
	x.numbered = true
	return x.arrived.N
}

// readAhead reads the body, but one that the client sends only when it is asked for is left until somebody needs it:
// some faults are to look as if the server had not said a word.
func (x *exchange) readAhead() {
	if x.request.Header.Get("Expect") == "" && x.server.upstream == nil { // which gets a body as it comes
		x.body.read()
	}
}

// decide finds the answer. Authentication comes first: a wrong key is a 401 whatever was forced. A panic
// on the way is an answer too, so that it stands in the journal.
func (x *exchange) decide() (decided answer) {
	defer func() {
		if cause := recover(); cause != nil {
			decided = x.internalError(cause)
		}
	}()
	if !x.admitted {
		refused := sandbox.Text(http.StatusUnauthorized, caseapi.InvalidKey)
		refused.Because = notAdmitted(x.server.config.keys, x.request.Header)
		return x.surprising(answer{Answer: refused, rule: RuleSandbox})
	}
	if x.lost == nil {
		decided, x.lost = x.inWorld(x.answer)
	}
	if x.lost != nil {
		return x.withoutWorld()
	}
	return x.surprising(decided)
}

// sandboxAnswer is what the request gets when nothing forces another answer.
func (x *exchange) sandboxAnswer() answer {
	return answer{Answer: bugs.Do(x.server.crm(x.loaded, x.world), x.sandboxRequest()), rule: RuleSandbox}
}

// sandboxRequest is the request as the sandbox takes it, with its body.
func (x *exchange) sandboxRequest() sandbox.Request {
	x.body.read()
	return sandbox.Request{Context: x.request.Context(), Operation: x.operation, Path: x.path,
		Header: x.request.Header, Body: x.body.bytes, Problem: x.body.problem}
}

// call is the request as scenarios see it, but for what they do not need: preparing headers and decoding a body
// takes longer than the rest of a forced answer.
func (x *exchange) call(needs template.Needs) scenarios.Call {
	call := scenarios.Call{Operation: x.operation, Path: x.path, Query: x.query}
	if needs.Headers {
		call.Headers = sentHeaders(x.request)
	}
	if needs.Body {
		call.Body, call.Unread = x.body.json(), x.body.isUnread()
	}
	return call
}

// faker makes what a scenario's templates invent. It depends on the seed, the world and the request's
// place in it, so that a repeated run invents the same.
func (x *exchange) faker() *fake.Faker {
	return fixtures.NewFaker(x.server.config.seed+x.number(), "scenario", x.world.Name)
}
