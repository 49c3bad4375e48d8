package mockserver

import (
	"fmt"
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/routing"
	"casemock/mockserver/sandbox"
)

// noSuchOperation answers for a path that the API does not have, so that nobody takes it for "no such
// case".
func (s *Server) noSuchOperation(w http.ResponseWriter, r *http.Request) {
	var known []string
	for _, operation := range caseapi.Operations() {
		known = append(known, fmt.Sprintf("%s %s (%s)", operation.Method, operation.Path, operation.Name))
	}
	s.answerUnknown(w, r, sandbox.JSON(http.StatusNotFound, map[string]any{
		"error":      "no_such_operation",
		"message":    fmt.Sprintf("The Case API has no operation at %s %s.", r.Method, r.URL.EscapedPath()),
		"operations": known,
	}))
}

// wrongMethod answers a path of the API that has other methods, which Allow lists.
func (s *Server) wrongMethod(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		s.answerUnknown(w, r, sandbox.Answer{Status: http.StatusNoContent})
		return
	}
	s.answerUnknown(w, r, sandbox.JSON(http.StatusMethodNotAllowed,
		caseapi.ErrorBody{Error: "method_not_allowed", Message: routing.NotAllowed(w, r)}))
}

// asksByItself reports whether a request is one that browsers make without being told to, beside the pages that
// people look at: nobody wants to find those in a journal.
func asksByItself(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	switch path := r.URL.Path; path {
	case "/favicon.ico", "/robots.txt", "/site.webmanifest", "/browserconfig.xml":
		return true
	default:
		return strings.HasPrefix(path, "/apple-touch-icon") || strings.HasPrefix(path, "/.well-known/")
	}
}

func (s *Server) answerUnknown(w http.ResponseWriter, r *http.Request, unknown sandbox.Answer) {
	result := answer{Answer: unknown, rule: RuleNoOperation}
	name, _ := s.worldOf(r)
	arrived, _ := s.worlds.Arrive(r.Context(), name, false) // the answer does not depend on it
	_ = result.write(w)                                     // the client may be gone; there is nobody left to tell
	if !asksByItself(r) {
		s.recordUnknown(arrived, r, w.Header(), result)
	}
}
