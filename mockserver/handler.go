package mockserver

import (
	"context"
	"net/http"
	"time"

	"casemock/contracts/caseapi"
)

// operationHandler answers an operation's requests: it finds the world by the key, decides the answer,
// sends it, and writes down what happened.
func (s *Server) operationHandler(operation *caseapi.Operation) http.Handler {
	return routed(func(w http.ResponseWriter, r *http.Request, parameters map[string]string) {
		x := s.newExchange(operation, w, r, parameters)
		result := x.decide()
		if x.wait(result) {
			result = x.send(w, result)
		} else {
			result = result.unsent() // the client has left
		}
		x.record(w.Header(), result)
		if result.aborted {
			panic(http.ErrAbortHandler) // how net/http is told to break off
		}
	})
}

// newExchange reads the request. The world is nil when the key is not accepted.
func (s *Server) newExchange(operation *caseapi.Operation, w http.ResponseWriter, r *http.Request,
	parameters map[string]string,
) *exchange {
	x := &exchange{
		server: s, loaded: s.loaded.Load(), operation: operation, request: r,
		began: s.config.now(), path: parameters,
	}
	if r.URL.RawQuery != "" {
		x.query = r.URL.Query()
	}
	if name, ok := authenticate(s.config.keys, r.Header.Get(caseapi.AuthorizationHeader)); ok {
		x.world = s.worlds.enter(name)
		x.arrival = x.world.arrivals.Add(1)
	}
	x.readBody(w)
	return x
}

// decide finds the answer. Authentication comes first: a wrong key is a 401 whatever was forced. A panic
// on the way is an answer too, so that it stands in the journal.
func (x *exchange) decide() (decided answer) {
	defer func() {
		if cause := recover(); cause != nil {
			decided = x.internalError(cause)
		}
	}()
	if x.world == nil {
		result := x.failure(errUnauthorized)
		result.rule = RuleSandbox
		return result
	}
	return x.answer()
}

// wait holds the answer back as long as it should be; false when the client has left meanwhile.
func (x *exchange) wait(result answer) bool {
	delay := result.delay
	if spendsDelay(result.fault) {
		delay = 0
	}
	if latency := x.server.config.latency; latency.Max > 0 {
		delay += latency.at(x.draw(latencyChance))
	}
	return pause(x.request.Context(), delay)
}

// pause waits, unless the context ends first; false when it did.
func pause(ctx context.Context, delay time.Duration) bool {
	if delay <= 0 {
		return true
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
