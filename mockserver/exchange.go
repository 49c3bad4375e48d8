package mockserver

import (
	"net/http"
	"net/url"
	"time"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/files"
	"casemock/mockserver/routing"
	"casemock/mockserver/world"
	"casemock/scenarios"
	"casemock/scenarios/fake"
	"casemock/scenarios/template"
)

// exchange is one request of the API on its way to an answer.
type exchange struct {
	server    *Server
	loaded    *files.Loaded // what was in force when the request came
	operation *caseapi.Operation
	world     *world.World // the default one for a key that is not accepted
	admitted  bool         // the key is accepted
	arrival   uint64       // which request of its world this is, from 1; 0 for one that is not admitted
	began     time.Time
	clears    uint64 // how often the world's journal had been cleared by then

	request *http.Request
	path    map[string]string // the path's parameters, unescaped
	query   url.Values
	body    requestBody
}

// newExchange finds out what a request asks, and in which world. A body that the client sends only when it is
// asked for is left until somebody needs it: some faults are to look as if the server had not said a word.
func (s *Server) newExchange(operation *caseapi.Operation, r *http.Request) *exchange {
	x := &exchange{
		server: s, loaded: s.files.Current(), operation: operation, request: r,
		began: s.config.now(), path: routing.Parameters(r),
		body: requestBody{request: r, wanted: operation.HasBody(), limit: s.config.maxBody},
	}
	if r.URL.RawQuery != "" {
		x.query = r.URL.Query()
	}
	x.world, x.admitted = s.enter(r)
	x.clears = x.world.Journal.Clears()
	if x.admitted {
		x.arrival = x.world.Arrive()
	}
	if r.Header.Get("Expect") == "" {
		x.body.read()
	}
	return x
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
	return fixtures.NewFaker(x.server.config.seed+x.arrival, "scenario", x.world.Name)
}

// draw is a number left to chance, from 0 to 1; each purpose has its own.
func (x *exchange) draw(purpose uint64) float64 {
	return draw(x.server.config.seed, purpose, x.arrival)
}

// The purposes of [exchange.draw].
const (
	latencyChance uint64 = iota + 1
	delayChance
	failRateChance
)
