package mockserver

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime/debug"

	"casemock/contracts/caseapi"
	"casemock/mockserver/sandbox"
)

// recovering turns a panic into a 500 with an id that stands in the log as well; the server goes on.
// It is the outermost net: what goes wrong while a request of the API is decided has its own, in
// [exchange.decide].
func (s *Server) recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			switch cause {
			case nil:
			case http.ErrAbortHandler:
				panic(cause) // not a mistake: it is how a handler breaks the connection
			default:
				http.Error(w, s.apology(r, cause), http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// apology logs a panic and says where to find it.
func (s *Server) apology(r *http.Request, cause any) string {
	id := fmt.Sprintf("%016x", rand.Uint64())
	s.config.logger.Error("a handler panicked", "id", id, "method", r.Method,
		"path", r.URL.EscapedPath(), "cause", cause, "stack", string(debug.Stack()))
	return "The fake server itself failed, see its log for " + id + "."
}

// internalError is the answer to a request that a mistake of ours kept from its own one.
func (x *exchange) internalError(cause any) answer {
	failed := sandbox.JSON(http.StatusInternalServerError, caseapi.ErrorBody{
		Error: "fake_server_failed", Message: x.server.apology(x.request, cause)})
	return answer{Answer: failed, rule: RuleInternalError}
}
