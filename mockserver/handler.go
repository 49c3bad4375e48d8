package mockserver

import (
	"context"
	"net/http"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver/routing"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// operationHandler answers an operation's requests: it finds the world by the key, decides the answer,
// sends it but for its end, writes down what happened, and ends it. So a client that has its answer, or
// sees that it gets none, finds the request in the journal.
func (s *Server) operationHandler(operation *caseapi.Operation) http.Handler {
	return routing.Handler(func(w http.ResponseWriter, r *http.Request, parameters map[string]string) {
		x := s.newExchange(operation, r, parameters)
		sent, end := x.send(w, x.decide())
		x.record(w.Header(), sent)
		end()
	})
}

// enter finds the world that a request's key opens, and the default one for a key that is not accepted. An
// exchange stays in it to its end, also where the world is reset meanwhile.
func (s *Server) enter(r *http.Request) (entered *world.World, admitted bool) {
	name, admitted := authenticate(s.config.keys, r.Header.Get(caseapi.AuthorizationHeader))
	if !admitted {
		name = DefaultWorld
	}
	return s.worlds.Enter(name), admitted
}

// newExchange reads the request. A body that the client sends only when it is asked for is left until
// somebody needs it: some faults are to look as if the server had not said a word.
func (s *Server) newExchange(
	operation *caseapi.Operation, r *http.Request, parameters map[string]string,
) *exchange {
	x := &exchange{
		server: s, loaded: s.files.Current(), operation: operation, request: r,
		began: s.config.now(), path: parameters,
	}
	if r.URL.RawQuery != "" {
		x.query = r.URL.Query()
	}
	x.world, x.admitted = s.enter(r)
	if x.admitted {
		x.arrival = x.world.Arrive()
	}
	if r.Header.Get("Expect") == "" {
		x.readBody()
	}
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
	if !x.admitted {
		result := textAnswer(http.StatusUnauthorized, caseapi.InvalidKey)
		result.rule = RuleSandbox
		return result
	}
	return x.answer()
}

// delay is how long the answer is to be held back.
func (x *exchange) delay(result answer) time.Duration {
	delay := result.delay
	if result.fault == scenarios.SlowBody {
		delay = 0 // its body takes it up
	}
	if latency := x.server.config.latency; latency.Max > 0 {
		delay += latency.at(x.draw(latencyChance))
	}
	return delay
}

// wait holds the answer back as long as it should be; false when the client has left meanwhile. A client
// whose body does not come to an end is not waited for: nobody would notice that it leaves.
func (x *exchange) wait(result answer) bool {
	x.readBody()
	delay := x.delay(result)
	if delay <= 0 && result.fault != scenarios.SlowBody {
		return true
	}
	if !drain(x.request) {
		x.body.cut = true
		return true
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
