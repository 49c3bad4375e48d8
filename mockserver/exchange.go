package mockserver

import (
	"net/http"
	"net/url"
	"time"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/files"
	"casemock/mockserver/world"
	"casemock/scenarios"
	"casemock/scenarios/fake"
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

	request *http.Request
	path    map[string]string // the path's parameters, unescaped
	query   url.Values
	body    requestBody
}

// id is the path's id; empty for an operation without one.
func (x *exchange) id() string { return x.path["id"] }

// call is the request as scenarios see it.
func (x *exchange) call() scenarios.Call {
	call := x.bareCall()
	call.Headers = sentHeaders(x.request)
	x.addBody(&call)
	return call
}

// bareCall leaves out what takes time to prepare: the headers and the body.
func (x *exchange) bareCall() scenarios.Call {
	return scenarios.Call{Operation: x.operation, Path: x.path, Query: x.query}
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
