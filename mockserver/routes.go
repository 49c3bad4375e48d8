package mockserver

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/gorilla/mux"

	"casemock/contracts/caseapi"
	"casemock/mockserver/routing"
)

// routes derives the router from the table of operations. A path has one route, whose methods are told
// apart afterwards: so a wrong method is known to be one, and Allow can be said.
func (s *Server) routes() http.Handler {
	router := mux.NewRouter()
	router.SkipClean(true)  // //case/1001 is a path that the API does not have, not a redirect
	router.UseEncodedPath() // an escaped slash belongs to the id
	router.NotFoundHandler = s.otherwise(s.noSuchOperation)

	byPath := map[string]routing.Methods{}
	for _, operation := range literalPathsFirst(caseapi.Operations()) {
		if byPath[operation.Path] == nil {
			byPath[operation.Path] = routing.Methods{}
			router.Handle(operation.Path, byPath[operation.Path].Or(s.otherwise(s.wrongMethod)))
		}
		byPath[operation.Path][operation.Method] = s.operationHandler(operation)
	}
	if s.upstream == nil { // whose data has links of its own
		s.linkRoutes(router)
	}
	return router
}

// literalPathsFirst puts /customer/bestmatch before /customer/{id}, which would take it for an id: the
// router asks its routes in their order. A brace sorts after all letters.
func literalPathsFirst(operations []*caseapi.Operation) []*caseapi.Operation {
	slices.SortStableFunc(operations, func(a, b *caseapi.Operation) int { return cmp.Compare(a.Path, b.Path) })
	return operations
}
