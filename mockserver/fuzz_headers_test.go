package mockserver_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"casemock/mockserver"
)

// acceptedKey is what the documents and the README say of keys and worlds.
var acceptedKey = regexp.MustCompile(`^` + mockserver.DefaultKey + `(/[A-Za-z0-9._-]{1,64})?$`)

// FuzzHeaders sends requests with an arbitrary key and an arbitrary further header: the answer is a
// documented one, and a 401 exactly when the key is not accepted.
func FuzzHeaders(f *testing.F) {
	for _, key := range []string{"", mockserver.DefaultKey, mockserver.DefaultKey + "/alice",
		mockserver.DefaultKey + "/", mockserver.DefaultKey + "/a/b", "Bearer " + mockserver.DefaultKey} {
		f.Add(key, "x-sf-user-email", "agent@example.com")
	}
	for name, value := range map[string]string{"x-sf-email": "none", "x-sf-initiative": "1001",
		"X-SF-Company-ID": "99999999999999999999", "Content-Type": "text/plain", "Content-Length": "15",
		"Authorization": "nobody", "Prefer": "return=minimal", "Transfer-Encoding": "chunked",
		"Expect": "100-continue", "Origin": "null", "Accept": "\xff", "Connection": "close, x"} {
		f.Add(mockserver.DefaultKey, name, value)
	}
	server := newServer(f)
	f.Fuzz(func(t *testing.T, key, name, value string) {
		if strings.EqualFold(name, mockserver.ScenarioHeader) || strings.EqualFold(name, mockserver.PreferHeader) {
			t.Skip("can ask for any answer, a broken connection too")
		}
		for _, method := range []string{http.MethodGet, http.MethodPatch} {
			request := asReceived(method, "/case/1001", "Authorization: "+key, withJSON, name+": "+value)
			if request == nil {
				t.Skip("net/http refuses it")
			}
			accepted := acceptedKey.MatchString(request.Header.Get("Authorization"))
			recorder := httptest.NewRecorder()
			server.ServeHTTP(recorder, request)
			checkAnswer(t, server, request, recorder)
			if accepted == (recorder.Code == http.StatusUnauthorized) {
				t.Errorf("key %q, %s %q: answered %d %s", key, name, value, recorder.Code, recorder.Body)
			}
		}
		if got := admin(t, server, http.MethodGet, "requests?limit=2", ""); got.Code != http.StatusOK {
			t.Errorf("the journal cannot be shown: %d %s", got.Code, got.Body)
		}
	})
}
