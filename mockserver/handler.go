package mockserver

import (
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/world"
)

// operationHandler answers an operation's requests: it finds the world by the key, decides the answer,
// sends it but for its end, writes down what happened, and ends it. So a client that has its answer, or
// sees that it gets none, finds the request in the journal.
func (s *Server) operationHandler(operation *caseapi.Operation) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x := s.newExchange(operation, r)
		decided := x.decide()
		decided.delay += x.latency()
		sent, end := decided.send(w, r, &x.body)
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

// decide finds the answer. Authentication comes first: a wrong key is a 401 whatever was forced. A panic
// on the way is an answer too, so that it stands in the journal.
func (x *exchange) decide() (decided answer) {
	defer func() {
		if cause := recover(); cause != nil {
			decided = x.internalError(cause)
		}
	}()
	if !x.admitted {
		return answer{Answer: sandbox.Text(http.StatusUnauthorized, caseapi.InvalidKey), rule: RuleSandbox}
	}
	return x.answer()
}
