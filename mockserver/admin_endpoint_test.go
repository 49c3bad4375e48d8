package mockserver

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// askAdmin calls the admin API of a server without a network.
func askAdmin(server *Server, method, path, body string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	request := httptest.NewRequest(method, "http://localhost"+AdminPath+path, strings.NewReader(body))
	server.Admin().ServeHTTP(recorder, request)
	return recorder
}

// samplePath replaces the parameters of a route's path.
func samplePath(path string) string {
	return regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(path, "1")
}

// TestEveryEndpointRefusesWhatItDoesNotTake walks the table of the admin API.
func TestEveryEndpointRefusesWhatItDoesNotTake(t *testing.T) {
	t.Parallel()
	server, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for path, endpoints := range adminEndpoints() {
		for method, endpoint := range endpoints {
			t.Run(method+" "+path, func(t *testing.T) {
				t.Parallel()
				names := parameterNames(endpoint.known())
				queries := map[string]string{
					"unknown": "nonsense=1", "unknown and empty": "nonsense", "other case": "WORLD=alice",
					"no name": "=1", "unreadable": "world=%zz", "semicolon": "world=a;b",
				}
				for _, name := range names {
					queries[name+" empty"] = name + "="
					queries[name+" bare"] = name
					queries[name+" repeated"] = name + "=1&" + name + "=1"
				}
				for reason, query := range queries {
					answer := askAdmin(server, method, samplePath(path)+"?"+query, "")
					if answer.Code != http.StatusBadRequest {
						t.Errorf("%s: %d %s", reason, answer.Code, answer.Body)
					}
					if !strings.Contains(answer.Body.String(), strings.Join(names, ", ")) &&
						!strings.Contains(answer.Body.String(), "cannot be read") {
						t.Errorf("%s: nothing says that there are %s: %s", reason, names, answer.Body)
					}
				}
				if endpoint.takesBody {
					return
				}
				for _, body := range []string{`{"world": "alice"}`, "operation=updateCase", "[]"} {
					if answer := askAdmin(server, method, samplePath(path), body); answer.Code != http.StatusBadRequest {
						t.Errorf("body %s: %d %s", body, answer.Code, answer.Body)
					}
				}
			})
		}
	}
}

// TestEveryEndpointTakesTheWorld holds the endpoints against what the admin API's clients send always.
func TestEveryEndpointTakesTheWorld(t *testing.T) {
	t.Parallel()
	server, err := New()
	if err != nil {
		t.Fatal(err)
	}
	server.Close() // so that the stream ends
	for _, path := range slices.Sorted(maps.Keys(adminEndpoints())) {
		for method := range adminEndpoints()[path] {
			answer := askAdmin(server, method, samplePath(path)+"?world=alice", "")
			if strings.Contains(answer.Body.String(), `parameter \"`) {
				t.Errorf("%s %s: %d %s", method, path, answer.Code, answer.Body)
			}
		}
	}
}
