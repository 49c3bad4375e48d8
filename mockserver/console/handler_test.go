package console_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver/console"
)

// ask sends a request to a console under the prefix that the server strips.
func ask(t *testing.T, method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest(method, "/__admin/"+path, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	http.StripPrefix("/__admin/", console.Handler()).ServeHTTP(recorder, request)
	return recorder
}

func TestContentTypes(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"":                        "text/html; charset=utf-8",
		"console/style/base.css":  "text/css; charset=utf-8",
		"console/script/main.js":  "text/javascript; charset=utf-8",
		"console/operations.json": "application/json",
		"console/script/api.js?x": "text/javascript; charset=utf-8",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			response := ask(t, http.MethodGet, path)
			if response.Code != http.StatusOK {
				t.Fatalf("got status %d", response.Code)
			}
			if got := response.Header().Get("Content-Type"); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestOtherPrefix(t *testing.T) {
	t.Parallel()
	recorder := httptest.NewRecorder()
	http.StripPrefix("/tools", console.Handler()).ServeHTTP(recorder,
		httptest.NewRequest(http.MethodGet, "/tools/", nil))
	if recorder.Code != http.StatusOK || !strings.Contains(recorder.Body.String(), "<title>casemock") {
		t.Errorf("got %d, %.60q", recorder.Code, recorder.Body)
	}
}

func TestSecurityHeaders(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", "console/script/main.js", "console/operations.json"} {
		header := ask(t, http.MethodGet, path).Header()
		for name, want := range map[string]string{
			"Referrer-Policy":              "no-referrer",
			"X-Content-Type-Options":       "nosniff",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := header.Get(name); got != want {
				t.Errorf("%q: %s is %q, want %q", path, name, got, want)
			}
		}
		policy := header.Get("Content-Security-Policy")
		for _, directive := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'",
			"connect-src 'self'", "img-src 'self' data:", "frame-ancestors 'none'", "base-uri 'none'",
			"form-action 'none'"} {
			if !strings.Contains(policy+";", directive+";") {
				t.Errorf("%q: the policy has no %q: %s", path, directive, policy)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("%q: the policy allows what is unsafe: %s", path, policy)
		}
	}
}

func TestUnchangedFileIsNotSentAgain(t *testing.T) {
	t.Parallel()
	first := ask(t, http.MethodGet, "console/script/main.js")
	etag := first.Header().Get("ETag")
	if first.Header().Get("Cache-Control") != "no-cache" || etag == "" {
		t.Fatalf("got headers %v", first.Header())
	}
	again := ask(t, http.MethodGet, "console/script/main.js", "If-None-Match", etag)
	if again.Code != http.StatusNotModified {
		t.Errorf("got status %d, want 304", again.Code)
	}
	other := ask(t, http.MethodGet, "console/script/api.js", "If-None-Match", etag)
	if other.Code != http.StatusOK {
		t.Errorf("another file: got status %d, want 200", other.Code)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		method, path string
		status       int
	}{
		"a path that is no file":     {http.MethodGet, "console/none.js", http.StatusNotFound},
		"a folder":                   {http.MethodGet, "console/", http.StatusNotFound},
		"the page by its file":       {http.MethodGet, "console/index.html", http.StatusNotFound},
		"a way out of the folder":    {http.MethodGet, "console/../handler.go", http.StatusNotFound},
		"a method that changes":      {http.MethodPost, "", http.StatusMethodNotAllowed},
		"HEAD is like GET":           {http.MethodHead, "", http.StatusOK},
		"DELETE of a file that is":   {http.MethodDelete, "console/script/main.js", http.StatusMethodNotAllowed},
		"an endpoint of the API":     {http.MethodGet, "health", http.StatusNotFound},
		"a file name in other case":  {http.MethodGet, "console/script/Main.js", http.StatusNotFound},
		"a doubled slash in between": {http.MethodGet, "console//script/main.js", http.StatusNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			response := ask(t, want.method, want.path)
			if response.Code != want.status {
				t.Errorf("got status %d, want %d", response.Code, want.status)
			}
			if want.status == http.StatusMethodNotAllowed && response.Header().Get("Allow") != "GET, HEAD" {
				t.Errorf("got Allow %q", response.Header().Get("Allow"))
			}
		})
	}
}

func TestOperationsAreTheDocumentedOnes(t *testing.T) {
	t.Parallel()
	var got struct {
		Operations []struct {
			Name         caseapi.OperationName
			Method, Path string
			Responses    []struct{ Status int }
		}
	}
	response := ask(t, http.MethodGet, "console/operations.json")
	if err := json.NewDecoder(response.Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	var pairs []caseapi.Pair
	for _, operation := range got.Operations {
		documented := caseapi.MustOperation(operation.Name)
		if operation.Method != documented.Method || operation.Path != documented.Path {
			t.Errorf("%s is said to be %s %s", operation.Name, operation.Method, operation.Path)
		}
		for _, answer := range operation.Responses {
			pairs = append(pairs, caseapi.Pair{Operation: operation.Name, Status: answer.Status})
		}
	}
	want := caseapi.Pairs()
	if len(pairs) != len(want) {
		t.Fatalf("got %d answers, want %d", len(pairs), len(want))
	}
	for i := range want {
		if pairs[i] != want[i] {
			t.Errorf("got %s, want %s", pairs[i], want[i])
		}
	}
}
