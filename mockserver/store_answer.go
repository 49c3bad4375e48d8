package mockserver

import (
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/world"
)

// inWorld decides a request with the world that it has entered, and returns when all that the answer rests on is
// kept. Where the world is a copy of what an engine keeps, whatever may change something gets it for itself: what
// comes of that is one change, and is worked out again when another process's change came first.
func (x *exchange) inWorld(decide func() answer) (decided answer, err error) {
	if !x.world.IsCopy() {
		return decide(), nil
	}
	entered := x.world
	if x.onlyReads() {
		decided = decide()
	} else {
		if x.server.upstream == nil {
			x.body.read() // before, since nobody is to wait for this client meanwhile
		}
		defer func() { x.world = entered }()
		err = entered.Change(x.request.Context(), func(here *world.World) {
			x.world = here
			decided = decide()
		})
	}
	if err == nil {
		err = entered.Settle(x.request.Context())
	}
	return decided, err
}

// onlyReads reports whether deciding the request can change nothing: the operation looks something up, and there is
// nothing that could force another answer, since each of the ways to do so counts.
func (x *exchange) onlyReads() bool {
	isForced := x.request.Header.Get(ScenarioHeader) != "" || len(x.request.Header[PreferHeader]) > 0 ||
		x.query.Has(CodeParameter) || strings.HasPrefix(x.path["id"], magicPrefix) ||
		!x.world.Forced.None() || len(x.server.config.failRates) > 0
	return x.operation.Success().Status != http.StatusCreated && !isForced && len(x.server.bugs) == 0 &&
		len(x.liveScenarios()) == 0
}

// withoutWorld answers a request of which nothing can be said without the store: nothing is said that may be wrong.
// A client that has left gets no answer.
func (x *exchange) withoutWorld() answer {
	if x.request.Context().Err() != nil {
		return answer{rule: RuleStoreUnavailable}
	}
	failed := sandbox.JSON(http.StatusServiceUnavailable, caseapi.ErrorBody{Error: "store_unavailable",
		Message: "The fake server cannot reach the store that keeps its data (--store). Whether the request had an " +
			"effect is not known. Try again later; its health tells when it is back."})
	return answer{Answer: failed, rule: RuleStoreUnavailable}
}
