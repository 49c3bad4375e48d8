package routing

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"
)

// Handler answers a request whose path has these parameters, unescaped.
type Handler func(w http.ResponseWriter, r *http.Request, parameters map[string]string)

// ServeHTTP is what makes it a handler that a router takes. Those of a dispatch are not asked by it.
func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h(w, r, unescaped(mux.Vars(r))) }

// Dispatch asks a router for no more than the handler. The router's own ServeHTTP copies the request twice,
// to keep route and parameters in it, which is a fifth of the memory that an answer takes.
func Dispatch(router *mux.Router) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var match mux.RouteMatch
		router.Match(r, &match) // where no route fits, that is the router's NotFoundHandler
		Serve(match.Handler, w, r, unescaped(match.Vars))
	})
}

// Serve hands the parameters over to a handler that takes them.
func Serve(handler http.Handler, w http.ResponseWriter, r *http.Request, parameters map[string]string) {
	if taking, ok := handler.(Handler); ok {
		taking(w, r, parameters)
		return
	}
	handler.ServeHTTP(w, r)
}

// unescaped reads what a router took from the path as it was sent.
func unescaped(parameters map[string]string) map[string]string {
	for name, value := range parameters {
		if strings.Contains(value, "%") {
			// net/http has refused what cannot be unescaped.
			parameters[name], _ = url.PathUnescape(value)
		}
	}
	return parameters
}
