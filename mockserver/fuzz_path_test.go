package mockserver_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver"
)

// FuzzPath sends arbitrary methods and targets, as they stand in a request line: an operation's path gets
// a documented answer, and every other one is said to be none. What changes the server through the admin
// API is left out.
func FuzzPath(f *testing.F) {
	server := newServer(f)
	for _, target := range targets() {
		for _, method := range []string{"GET", "HEAD", "POST", "PATCH", "OPTIONS", "PUT"} {
			f.Add(method, target)
		}
	}
	f.Add("get", "/case/1001")
	f.Add("CONNECT", "localhost:80")
	f.Fuzz(func(t *testing.T, method, target string) {
		request := asReceived(method, target, withKey, withJSON)
		if request == nil {
			t.Skip("net/http refuses it")
		}
		if isAdmin(request) {
			checkAdmin(t, server, request)
			return
		}
		admin(t, server, http.MethodPost, "reset", "")
		recorder := httptest.NewRecorder()
		server.ServeHTTP(recorder, request)
		checkAnswer(t, server, request, recorder)
		wantJournal(t, server, 1)
		if isLink(request) {
			request.Header.Set("Accept", "text/html")
			recorder := httptest.NewRecorder()
			server.ServeHTTP(recorder, request)
			checkPage(t, recorder)
		}
	})
}

// targets are the paths of the API, of the pages and of the admin API, each in several spellings.
func targets() []string {
	all := []string{"*", "/", "//", "/case/", "//case/1001", "/case/1001/", "/case/../case/1001", "/case/a%2Fb",
		"/case/%00%ff", "/case/%zz", "/case/1001;a=b", "/case/1001?__code=404", "/case/1001?__code=%zz;",
		"/case/force-422", "/case/force-99999999999999999999", "/customer/bestmatch", "/customer/%62estmatch",
		"/cases/1001?world=%0a", "/customers/C-1001", "/customers/", "/customer//cases", "/%5f_admin/health",
		"http://localhost/case/1001", "http://evil.example/__admin/force", "/case/\xff", "/__admin"}
	for _, operation := range caseapi.Operations() {
		for _, id := range []string{"1001", "C-1001", "case", "%2e%2e"} {
			all = append(all, strings.NewReplacer("{id}", id, "{type}", id).Replace(operation.Path))
		}
	}
	for _, path := range []string{"", "health", "scenarios", "scenarios/updateCase/422", "scenarios/a%2Fb",
		"force", "requests?since=1&limit=2", "requests?since=2024-05-01T09:30:00+02:00", "requests?status=x",
		"requests/1", "requests/99999999999999999999", "requests/stream", "requests/count", "cases?after=1&limit=9",
		"cases?after=9223372036854775807", "cases/1001", "cases/%2f", "customers", "customers/C-1001/cases",
		"worlds", "coverage?world=alice", "coverage?world=%20", "openapi.yaml", "metrics", "console/",
		"console/../../health", "console/%2e%2e/", "nothing"} {
		all = append(all, mockserver.AdminPath+path)
	}
	return all
}

// asReceived is the request as net/http reads it from a connection; nil when it refuses it. Headers come
// after those that every request has.
func asReceived(method, target string, headers ...string) *http.Request {
	body := `{"title": "x"}`
	lines := append([]string{method + " " + target + " HTTP/1.1", "Host: localhost",
		"Content-Length: " + strconv.Itoa(len(body))}, headers...)
	for _, line := range lines {
		if strings.ContainsAny(line, "\r\n") {
			return nil // more than a line
		}
	}
	request, err := http.ReadRequest(bufio.NewReader(strings.NewReader(
		strings.Join(lines, "\r\n") + "\r\n\r\n" + body)))
	if err != nil {
		return nil
	}
	return request
}

// The headers of a request that is taken.
const (
	withKey  = "Authorization: " + mockserver.DefaultKey
	withJSON = "Content-Type: application/json"
)

func isAdmin(request *http.Request) bool {
	return strings.HasPrefix(request.URL.Path+"/", mockserver.AdminPath)
}

// checkAdmin asks the admin API for something: whatever it is, it says so, and in JSON where it says so.
func checkAdmin(t *testing.T, server *mockserver.Server, request *http.Request) {
	t.Helper()
	if request.Method == http.MethodPost || request.Method == http.MethodDelete {
		t.Skip("changes something")
	}
	gone, leave := context.WithCancel(t.Context()) // or a stream would go on for ever
	leave()
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request.WithContext(gone))
	isJSON := strings.HasPrefix(recorder.Header().Get("Content-Type"), "application/json")
	if recorder.Code >= 500 || isJSON && !json.Valid(recorder.Body.Bytes()) {
		t.Errorf("%s %s: %d %s", request.Method, request.RequestURI, recorder.Code, recorder.Body)
	}
}

// isLink reports whether the request asks for the page that the url of a case or a customer leads to.
func isLink(request *http.Request) bool {
	if request.Method != http.MethodGet && request.Method != http.MethodHead {
		return false
	}
	for _, pages := range []string{fixtures.CasePages, fixtures.CustomerPages} {
		id, ok := strings.CutPrefix(request.URL.EscapedPath(), pages)
		if ok && id != "" && !strings.Contains(id, "/") {
			return true
		}
	}
	return false
}

func checkPage(t *testing.T, recorder *httptest.ResponseRecorder) {
	t.Helper()
	isPage := strings.HasPrefix(recorder.Header().Get("Content-Type"), "text/html")
	if recorder.Code != http.StatusOK && recorder.Code != http.StatusNotFound || !isPage {
		t.Errorf("no page, but %d %s", recorder.Code, recorder.Body)
	}
}

// checkAnswer holds an answer against what the path is by the table of operations.
func checkAnswer(t *testing.T, server *mockserver.Server, request *http.Request, recorder *httptest.ResponseRecorder) {
	t.Helper()
	reason, _, _ := strings.Cut(recorder.Header().Get(mockserver.AnswerHeader), ";")
	rule := mockserver.Rule(reason)
	operation := requested(request)
	if operation == nil {
		known := recorder.Code == 204 || recorder.Code == 404 || recorder.Code == 405
		if rule != mockserver.RuleNoOperation || !known {
			t.Errorf("%s %s is no operation, but %d by %q: %s", request.Method, request.RequestURI,
				recorder.Code, rule, recorder.Body)
		}
		return
	}
	switch rule {
	case mockserver.RuleSandbox, mockserver.RulePrefer, mockserver.RuleMagicID, mockserver.RuleRefused:
	default:
		t.Fatalf("%s %s is answered by %q: %s", request.Method, request.RequestURI, rule, recorder.Body)
	}
	for _, violation := range server.API().ValidateResponse(operation, recorder.Code, recorder.Header(),
		recorder.Body.Bytes()) {
		t.Errorf("%s %s: %d %s: %v", request.Method, request.RequestURI, recorder.Code, recorder.Body, violation)
	}
}

// requested finds the operation that a request asks for. HEAD asks for what GET does, and a path that
// stands in the table as it is takes no other's id.
func requested(request *http.Request) *caseapi.Operation {
	method, path := request.Method, request.URL.EscapedPath()
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if slices.ContainsFunc(caseapi.Operations(), func(o *caseapi.Operation) bool { return o.Path == path }) {
		return literal(method, path)
	}
	return operationAt(method, path)
}

func literal(method, path string) *caseapi.Operation {
	for _, operation := range caseapi.Operations() {
		if operation.Path == path && operation.Method == method {
			return operation
		}
	}
	return nil
}
