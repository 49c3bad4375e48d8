package mockserver

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// countRequest is what POST requests/count takes. What is left out is not asked about; path, query,
// headers and body are as in a scenario's request.
type countRequest struct {
	Operation caseapi.OperationName `json:"operation"`
	Method    string                `json:"method"`
	Path      json.RawMessage       `json:"path"` // parameters, or the path itself as a string
	Query     json.RawMessage       `json:"query"`
	Headers   json.RawMessage       `json:"headers"`
	Body      json.RawMessage       `json:"body"`
	Status    *int                  `json:"status"` // 0 is what a fault left without an answer
}

// requestMatcher is a countRequest that has been read.
type requestMatcher struct {
	operation caseapi.OperationName
	method    string
	path      string
	status    *int
	request   scenarios.Request
}

func countRequests(r *adminRequest) (int, any, error) {
	var asked countRequest
	if err := r.read(&asked, "body"); err != nil {
		return 0, nil, err
	}
	matcher, err := asked.matcher()
	if err != nil {
		return 0, nil, err
	}
	entries, _ := r.world.journal.list()
	count := 0
	for _, entry := range entries {
		if matcher.fits(entry) {
			count++
		}
	}
	return http.StatusOK, map[string]int{"count": count}, nil
}

func (c countRequest) matcher() (requestMatcher, error) {
	matcher := requestMatcher{operation: c.Operation, method: c.Method, status: c.Status}
	if _, ok := caseapi.FindOperation(c.Operation); !ok && c.Operation != "" {
		return matcher, adminError{http.StatusBadRequest, fmt.Sprintf("there is no operation %q", c.Operation)}
	}
	parts := map[string]json.RawMessage{}
	for name, part := range map[string]json.RawMessage{"path": c.Path, "query": c.Query,
		"headers": c.Headers, "body": c.Body} {
		if part != nil {
			parts[name] = part
		}
	}
	if json.Unmarshal(c.Path, &matcher.path) == nil {
		delete(parts, "path")
	}
	text, err := caseapi.Marshal(parts)
	if err != nil {
		return matcher, adminError{http.StatusBadRequest, err.Error()}
	}
	request, problems := scenarios.ParseRequest("matcher", text)
	if len(problems) > 0 {
		return matcher, adminError{http.StatusBadRequest, strings.ReplaceAll(
			FileProblems(problems).Error(), "\n", "; ")}
	}
	matcher.request = request
	return matcher, nil
}

func (m requestMatcher) fits(entry Entry) bool {
	return (m.operation == "" || m.operation == entry.Operation) &&
		(m.method == "" || strings.EqualFold(m.method, entry.Method)) &&
		(m.path == "" || m.path == entry.Path) &&
		(m.status == nil || *m.status == entry.Answer.Status) &&
		m.request.Fits(entry.call())
}
