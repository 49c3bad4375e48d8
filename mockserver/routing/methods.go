package routing

import (
	"net/http"
	"slices"
	"strings"
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
