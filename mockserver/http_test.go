package mockserver_test

import (
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

func TestMethodsAnswerAsHTTPSays(t *testing.T) {
	t.Parallel()
	api := start(t).withUndocumented()
	tests := []struct {
		method, path string
		status       int
		allow        string
	}{
		{http.MethodDelete, "/case/1001", 405, "GET, HEAD, OPTIONS, PATCH"},
		{http.MethodPut, "/case", 405, "OPTIONS, POST"},
		{http.MethodGet, "/customers", 405, "OPTIONS, POST"},
		{http.MethodHead, "/customers", 405, "OPTIONS, POST"},
		{http.MethodOptions, "/case/1001", 204, "GET, HEAD, OPTIONS, PATCH"},
		{http.MethodHead, "/case/1001", 200, ""},
	}
	for _, test := range tests {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			key := header("Authorization: " + mockserver.DefaultKey)
			if test.allow != "" {
				key = "Authorization" // a wrong method needs no key
			}
			got := api.do(test.method, test.path, "", key)
			if got.status != test.status || got.header.Get("Allow") != test.allow {
				t.Errorf("got %d, Allow %q, want %d, %q", got.status, got.header.Get("Allow"),
					test.status, test.allow)
			}
			reason := mockserver.RuleSandbox
			if test.allow != "" {
				reason = mockserver.RuleNoOperation
			}
			got.want(test.status, string(reason))
		})
	}
}

func TestHeadIsGetWithoutTheBody(t *testing.T) {
	t.Parallel()
	api := start(t).withUndocumented()
	whole := api.get("/case/1001")
	head := api.do(http.MethodHead, "/case/1001", "")
	if head.body != "" || head.header.Get("Content-Length") != whole.header.Get("Content-Length") {
		t.Errorf("got body %q and length %s, want none and %s", head.body,
			head.header.Get("Content-Length"), whole.header.Get("Content-Length"))
	}
}

func TestUnknownPathsAreNotUnknownCases(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, path := range []string{"/", "/cases", "//case/1001", "/case/1001/", "/case/", "/case/1001/x",
		"/Case/1001", "/meta/object", "/case/../case/1001/x"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			got := api.get(path, "Authorization").want(404, string(mockserver.RuleNoOperation))
			if !strings.Contains(got.body, "PATCH /case/{id} (updateCase)") {
				t.Errorf("the operations are not listed: %s", got.body)
			}
		})
	}
}

func TestWrongMethodsAreInTheJournal(t *testing.T) {
	t.Parallel()
	api := start(t).inWorld("alice")
	refused := api.do(http.MethodPut, "/case/1001", `{"title": "x"}`).want(405, "no-such-operation")
	if body := read[caseapi.ErrorBody](refused); body.Error != "method_not_allowed" ||
		body.Message != "PUT is not allowed here, only GET, HEAD, OPTIONS, PATCH are." ||
		refused.header.Get("Content-Type") != "application/json" {
		t.Errorf("got %v %s", refused.header, refused.body)
	}
	got := listed(api).Requests
	if len(got) != 1 || got[0].Method != http.MethodPut || got[0].Answer.Status != 405 ||
		got[0].Operation != "" {
		t.Errorf("the journal has %+v", got)
	}
}

// TestWhatBrowsersAskByThemselvesIsNotInTheJournal which is about what a client of the API does.
func TestWhatBrowsersAskByThemselvesIsNotInTheJournal(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, path := range []string{"/favicon.ico", "/apple-touch-icon-precomposed.png", "/robots.txt",
		"/.well-known/appspecific/com.chrome.devtools.json"} {
		api.get(path, "Authorization").want(404, "no-such-operation")
		api.do(http.MethodHead, path, "").want(404, "no-such-operation")
	}
	if got := listed(api).Requests; len(got) > 0 {
		t.Errorf("the journal has %+v", got)
	}
	api.post("/favicon.ico", "{}").want(404, "no-such-operation")
	api.get("/favicon.ico/x").want(404, "no-such-operation")
	if got := listed(api).Requests; len(got) != 2 {
		t.Errorf("the journal has %+v, want what only a client does", got)
	}
}

func TestAdminAPIToldAWrongMethodAnswersJSON(t *testing.T) {
	t.Parallel()
	api := start(t)
	got := api.admin(http.MethodPut, "force", "").want(405, "")
	message := read[struct{ Message string }](got).Message
	if got.header.Get("Allow") != "DELETE, GET, HEAD, OPTIONS, POST" || !strings.Contains(message, "PUT") {
		t.Errorf("Allow %q, body %s", got.header.Get("Allow"), got.body)
	}
	if len(listed(api).Requests) != 0 {
		t.Error("a call of the admin API is in the journal")
	}
}
