package mockserver

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
)

// recovering turns a panic into a 500 with an id that stands in the log as well; the server goes on.
func (s *Server) recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if cause == http.ErrAbortHandler {
				panic(cause) // not a mistake: it is how a handler breaks the connection
			}
			id := fmt.Sprintf("%016x", rand.Uint64())
			s.config.logger.Error("a handler panicked", "id", id, "method", r.Method,
				"path", r.URL.EscapedPath(), "cause", cause, "stack", string(debug.Stack()))
			http.Error(w, "An unexpected error of the fake server itself, see its log for "+id+".",
				http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}
