package mockserver_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// sentEntry is what POST send answers.
type sentEntry struct {
	N                              int
	World, Operation, Method, Path string
	Query                          string
	Headers                        map[string]string
	Body                           any
	Answer                         struct {
		Status      int
		Rule, Fault string
	}
}

func TestSend(t *testing.T) {
	t.Parallel()
	c := start(t, mockserver.WithKeys("first-key-of-all", "second"), mockserver.WithScenarios(file(t, odd)))
	for name, test := range map[string]struct {
		body, query string
		status      int
		rule        string
		check       func(sentEntry) bool
	}{
		"with the key": {`{"method": "GET", "path": "/case/1001"}`, "", 200, "sandbox",
			func(e sentEntry) bool { return e.Operation == "lookupCase" && e.World == "default" && e.N > 0 }},
		"in a world": {`{"method": "PATCH", "path": "/case/1001", "body": "{\"title\": \"T\"}",
			"headers": {"Content-Type": "application/json", "Content-Length": "3", "Host": "other"}}`, "?world=alice", 201,
			"sandbox", func(e sentEntry) bool { return e.World == "alice" && e.Headers["Content-Length"] == "14" }},
		"without the key": {`{"method": "GET", "path": "/case/1001", "withoutKey": true}`, "", 401, "sandbox",
			func(e sentEntry) bool { return e.Headers["Authorization"] == "" }},
		"with another key": {`{"method": "GET", "path": "/case/1001", "headers": {"authorization": "wrong"}}`, "", 401,
			"sandbox", func(e sentEntry) bool { return e.Headers["Authorization"] != "" }},
		"as it is escaped": {`{"method": "GET", "path": "/case/a%2Fb?x=%20"}`, "", 404, "sandbox",
			func(e sentEntry) bool { return e.Path == "/case/a%2Fb" && e.Query == "x=%20" }},
		"forced": {`{"method": "GET", "path": "/case/1001", "headers": {"prefer": "code=500"}}`, "", 500,
			"prefer", nil},
		"that is no operation": {`{"method": "GET", "path": "/nowhere"}`, "", 404, "no-such-operation", nil},
		"that is broken off": {`{"method": "GET", "path": "/case/1001", "headers": {"X-Mock-Scenario": "odd/gone"}}`, "",
			0, "scenario", func(e sentEntry) bool { return e.Answer.Fault == "empty-response" }},
		"that is no JSON": {`{"method": "POST", "path": "/case", "body": "{",
			"headers": {"Content-Type": "application/json"}}`, "", 400, "sandbox",
			func(e sentEntry) bool { return e.Body == "{" }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read[sentEntry](c.on(t).admin(http.MethodPost, "send"+test.query, test.body).want(http.StatusOK, ""))
			if got.Answer.Status != test.status || got.Answer.Rule != test.rule || test.check != nil && !test.check(got) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestSendRefuses(t *testing.T) {
	t.Parallel()
	c := start(t)
	for want, body := range map[string]string{
		"must not have an empty method": `{"method": "", "path": "/case/1001"}`,
		"method \\\"\\\"":               `{"path": "/case/1001"}`,
		"method \\\"G T\\\"":            `{"method": "G T", "path": "/case/1001"}`,
		"must begin with a slash":       `{"method": "GET", "path": "http://crm.example/case/1001"}`,
		"path \\\"/case/%\\\"":          `{"method": "GET", "path": "/case/%"}`,
		"path \\\"/case/1 2\\\"":        `{"method": "GET", "path": "/case/1 2"}`,
		"path \\\"/case/1?x= \\\"":      `{"method": "GET", "path": "/case/1?x= "}`,
		"header \\\"a b\\\"":            `{"method": "GET", "path": "/case/1", "headers": {"a b": "c"}}`,
		"header X has a line break":     `{"method": "GET", "path": "/case/1", "headers": {"X": "a\nb"}}`,
		"unknown field":                 `{"method": "GET", "path": "/case/1", "header": {}}`,
		"is no request of the Case API": `{"method": "GET", "path": "/favicon.ico"}`,
	} {
		if refused := c.admin(http.MethodPost, "send", body).want(http.StatusBadRequest, ""); !strings.Contains(
			refused.body, want) {
			t.Errorf("%s: got %s, want in it %s", body, refused.body, want)
		}
	}
}

// Each example is answered as documented, on a server that has no case, too.
func TestSendExamples(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]mockserver.Option{
		"of the usual data": nil, "without data": {mockserver.WithCases(0)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := start(t, options...)
			given := read[struct {
				Examples []struct {
					Operation, Method, Path string
					Headers                 map[string]string
					Body                    json.RawMessage
				}
			}](c.admin(http.MethodGet, "send", "")).Examples
			if len(given) != len(caseapi.Operations()) {
				t.Fatalf("got %d examples", len(given))
			}
			for _, example := range given {
				request := string(caseapi.MustMarshal(map[string]any{"method": example.Method, "path": example.Path,
					"headers": example.Headers, "body": string(example.Body)}))
				got := read[sentEntry](c.admin(http.MethodPost, "send", request).want(http.StatusOK, ""))
				if got.Operation != example.Operation || got.Answer.Status/100 != 2 && options == nil ||
					got.Answer.Status == http.StatusBadRequest {
					t.Errorf("%s is answered %+v", request, got)
				}
			}
		})
	}
}
