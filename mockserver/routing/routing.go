// Package routing tells a path's methods apart, and reads a path's parameters. The routes themselves are those of
// gorilla/mux, which leaves both to be wished for.
package routing

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gorilla/mux"
)

// Methods are the handlers of a path by the request's method.
type Methods map[string]http.Handler

// Or answers a path by the request's method. OPTIONS and a method that the path does not have are left
// to otherwise, with Allow set.
func (m Methods) Or(otherwise http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		method := r.Method
		if method == http.MethodHead {
			method = http.MethodGet // the server leaves the body out
		}
		if handler, ok := m[method]; ok {
			handler.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Allow", m.allow())
		otherwise(w, r)
	})
}

func (m Methods) allow() string {
	allowed := []string{http.MethodOptions}
	for method := range m {
		allowed = append(allowed, method)
		if method == http.MethodGet {
			allowed = append(allowed, http.MethodHead)
		}
	}
	slices.Sort(allowed)
	return strings.Join(allowed, ", ")
}

// NotAllowed says which methods the path has.
func NotAllowed(w http.ResponseWriter, r *http.Request) string {
	return r.Method + " is not allowed here, only " + w.Header().Get("Allow") + " are."
}

// Parameters are those of the request's path, unescaped: a router that is to tell an escaped slash from another
// leaves them as they were sent.
func Parameters(r *http.Request) map[string]string {
	parameters := mux.Vars(r)
	for name, value := range parameters {
		if strings.Contains(value, "%") {
			// net/http has refused what cannot be unescaped.
			parameters[name], _ = url.PathUnescape(value)
		}
	}
	return parameters
}
