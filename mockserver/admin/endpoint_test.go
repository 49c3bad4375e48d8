package admin

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"casemock/mockserver/files"
	"casemock/mockserver/journal"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
	"casemock/mockserver/world"
)

// newServer has one world and no case.
func newServer(t *testing.T) *Server {
	t.Helper()
	loader, err := files.NewLoader(files.Sources{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	kept, data := journal.NewBudget(journal.MaxBytes), store.NewBudget(1<<20)
	closed := make(chan struct{})
	close(closed) // so that the stream ends
	return &Server{Store: func(context.Context) error { return nil },
		Files: loader, Closing: closed, Metrics: func(io.Writer) {},
		Worlds: world.NewRegistry(10, func(name string) *world.World {
			return world.New(name, store.NewMemory(loader.Population(), data), store.NewAccount(data),
				journal.New(10, kept))
		}),
		CRM: func(loaded *files.Loaded, where *world.World) sandbox.CRM {
			return sandbox.CRM{API: loaded.API, Population: loaded.Population, Store: where.Store,
				Now: time.Now, Link: where.Link}
		}}
}

// ask calls an admin API without a network.
func ask(api http.Handler, method, path, body string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	api.ServeHTTP(recorder, httptest.NewRequest(method, "http://localhost"+Path+path, strings.NewReader(body)))
	return recorder
}

// samplePath replaces the parameters of a route's path.
func samplePath(path string) string {
	return regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(path, "1")
}

// TestEveryEndpointRefusesWhatItDoesNotTake walks the table of the admin API.
func TestEveryEndpointRefusesWhatItDoesNotTake(t *testing.T) {
	t.Parallel()
	server := New(newServer(t))
	for path, methods := range endpoints() {
		for method, endpoint := range methods {
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
					answer := ask(server, method, samplePath(path)+"?"+query, "")
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
					if answer := ask(server, method, samplePath(path), body); answer.Code != http.StatusBadRequest {
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
	server := New(newServer(t))
	for _, path := range slices.Sorted(maps.Keys(endpoints())) {
		for method := range endpoints()[path] {
			answer := ask(server, method, samplePath(path)+"?world=alice", "")
			if strings.Contains(answer.Body.String(), `parameter \"`) {
				t.Errorf("%s %s: %d %s", method, path, answer.Code, answer.Body)
			}
		}
	}
}
