package mockserver

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"casemock/contracts/caseapi"
)

// routes derives the router from the table of operations. A path has one route, whose methods are told
// apart afterwards: so a wrong method is known to be one, and Allow can be said.
func (s *Server) routes() http.Handler {
	router := mux.NewRouter()
	router.SkipClean(true)  // //case/1001 is a path that the API does not have, not a redirect
	router.UseEncodedPath() // an escaped slash belongs to the id
	router.NotFoundHandler = http.HandlerFunc(s.noSuchOperation)

	byPath := map[string]methods{}
	for _, operation := range literalPathsFirst(caseapi.Operations()) {
		if byPath[operation.Path] == nil {
			byPath[operation.Path] = methods{}
			router.Handle(operation.Path, byPath[operation.Path].or(s.wrongMethod))
		}
		byPath[operation.Path][operation.Method] = s.operationHandler(operation)
	}
	s.linkRoutes(router)
	return dispatch(router)
}

// literalPathsFirst puts /customer/bestmatch before /customer/{id}, which would take it for an id: the
// router asks its routes in their order. A brace sorts after all letters.
func literalPathsFirst(operations []*caseapi.Operation) []*caseapi.Operation {
	slices.SortStableFunc(operations, func(a, b *caseapi.Operation) int { return cmp.Compare(a.Path, b.Path) })
	return operations
}

// methods are the handlers of a path by the request's method.
type methods map[string]http.Handler

// or answers a path by the request's method. OPTIONS and a method that the path does not have are left
// to otherwise, with Allow set.
func (m methods) or(otherwise http.HandlerFunc) http.Handler {
	return routed(func(w http.ResponseWriter, r *http.Request, parameters map[string]string) {
		method := r.Method
		if method == http.MethodHead {
			method = http.MethodGet // the server leaves the body out
		}
		if handler, ok := m[method]; ok {
			serve(handler, w, r, parameters)
			return
		}
		w.Header().Set("Allow", m.allow())
		otherwise(w, r)
	})
}

func (m methods) allow() string {
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

// notAllowed says which methods the path has.
func notAllowed(w http.ResponseWriter, r *http.Request) string {
	return r.Method + " is not allowed here, only " + w.Header().Get("Allow") + " are."
}
