package mockserver

import (
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/mockserver/routing"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/world"
)

// operationHandler answers an operation's requests: it finds the world by the key, decides the answer,
// sends it but for its end, writes down what happened, and ends it. So a client that has its answer, or
// sees that it gets none, finds the request in the journal.
func (s *Server) operationHandler(operation *caseapi.Operation) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x := s.newExchange(operation, r)
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
func (s *Server) newExchange(operation *caseapi.Operation, r *http.Request) *exchange {
	x := &exchange{
		server: s, loaded: s.files.Current(), operation: operation, request: r,
		began: s.config.now(), path: routing.Parameters(r),
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
		return answer{Answer: sandbox.Text(http.StatusUnauthorized, caseapi.InvalidKey), rule: RuleSandbox}
	}
	return x.answer()
}
