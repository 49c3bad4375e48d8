package native

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"casemock/contracts/pact/contract"
	"casemock/contracts/transport"

	"github.com/google/go-cmp/cmp"
)

// scripted is a runner that answers by path and records what it was asked.
type scripted struct {
	mutex   sync.Mutex
	calls   []string
	answers map[string]func(*http.Request) (*transport.Answer, error)
	states  map[string]map[string]any
}

func (s *scripted) note(words ...string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.calls = append(s.calls, strings.Join(words, " "))
}

func (s *scripted) SetUp(_ int, state string, params map[string]any) (map[string]any, error) {
	s.note("set up", state, strings.Join(slices.Sorted(maps.Keys(params)), ","))
	values, ok := s.states[state]
	if !ok {
		return nil, errors.New("cannot")
	}
	return values, nil
}

func (s *scripted) TearDown(_ int, state string) {
	s.note("tear down", state)
}

func (s *scripted) Answer(_ int, request *http.Request) (*transport.Answer, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	s.note(request.Method, request.URL.EscapedPath(), string(body),
		request.Header.Get("Authorization")+request.Header.Get(markHeader))
	return s.answers[request.URL.Path](request)
}

func says(status int, body string) func(*http.Request) (*transport.Answer, error) {
	return func(*http.Request) (*transport.Answer, error) {
		return &transport.Answer{Status: status, Headers: http.Header{}, Body: []byte(body)}, nil
	}
}

// contractOf makes a contract of interactions as they stand in a pact file.
func contractOf(t *testing.T, documents ...string) *contract.Contract {
	t.Helper()
	pact := &contract.Contract{Consumer: contract.Consumer, Provider: contract.Provider,
		Metadata: map[string]any{"pactSpecification": map[string]any{"version": "4.0"}}}
	for _, text := range documents {
		var document map[string]any
		if err := json.Unmarshal([]byte(text), &document); err != nil {
			t.Fatal(err)
		}
		pact.Interactions = append(pact.Interactions, &contract.Interaction{Document: document})
	}
	return pact
}

const (
	plainInteraction = `{"type": "Synchronous/HTTP", "description": "plain",
		"request": {"method": "GET", "path": "/plain"}, "response": {"status": 200}}`
	oddIDInteraction = `{"type": "Synchronous/HTTP", "description": "an odd id",
		"providerStates": [{"name": "a case exists", "params": {"id": "1001"}}],
		"request": {"method": "PATCH", "path": "/case/1001",
			"headers": {"Authorization": ["key"], "Content-Type": ["application/json"]},
			"body": {"content": {"on": "x"}, "contentType": "application/json", "encoded": false},
			"generators": {
				"body": {"$.on": {"type": "ProviderState", "expression": "${id}"}},
				"path": {"type": "ProviderState", "expression": "/case/${id}", "dataType": "STRING"}}},
		"response": {"status": 201}}`
	impossibleInteraction = `{"type": "Synchronous/HTTP", "description": "impossible",
		"providerStates": [{"name": "the moon is green"}],
		"request": {"method": "GET", "path": "/plain"}, "response": {"status": 200}}`
	brokenInteraction = `{"type": "Synchronous/HTTP", "description": "broken",
		"request": {"method": "GET", "path": "/broken"}, "response": {"status": 200}}`
	redirectInteraction = `{"type": "Synchronous/HTTP", "description": "redirected",
		"request": {"method": "GET", "path": "/away"}, "response": {"status": 200}}`
	movedInteraction = `{"type": "Synchronous/HTTP", "description": "moved", "pending": true,
		"request": {"method": "GET", "path": "/away"},
		"response": {"status": 302, "headers": {"Location": ["/elsewhere"]}}}`
	untypedInteraction = `{"type": "Synchronous/HTTP", "description": "without a type",
		"request": {"method": "GET", "path": "/untyped"},
		"response": {"status": 200, "headers": {"Content-Type": ["application/json"]},
			"body": {"content": {"a": "x"}, "contentType": "application/json", "encoded": false}}}`
)

func newScripted() *scripted {
	return &scripted{
		states: map[string]map[string]any{"": {}, "a case exists": {"id": `a/b c%?#é\+`}},
		answers: map[string]func(*http.Request) (*transport.Answer, error){
			"/plain":                 says(200, ""),
			"/case/" + `a/b c%?#é\+`: says(201, ""),
			"/broken":                func(*http.Request) (*transport.Answer, error) { return nil, errors.New("reset") },
			"/away": func(*http.Request) (*transport.Answer, error) {
				return &transport.Answer{Status: 302, Headers: http.Header{"Location": {"/plain"}}}, nil
			},
			"/untyped": says(200, `{"a": "x"}`),
		},
	}
}

func TestMatchGivesAVerdictForEachInteraction(t *testing.T) {
	t.Parallel()
	run := newScripted()
	results, err := Match(contractOf(t, plainInteraction, oddIDInteraction, impossibleInteraction,
		brokenInteraction, redirectInteraction, movedInteraction, untypedInteraction), run)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]string, len(results))
	for i, result := range results {
		got[i] = describe(result)
	}
	want := []string{
		"ok", "ok",
		"exception: One or more of the setup state change handlers has failed",
		"exception: error sending request",
		"StatusMismatch : expected 200 but was 302",
		"HeaderMismatch Location: Mismatch with header 'Location': Expected '/plain' to be equal to '/elsewhere'",
		"HeaderMismatch Content-Type: Expected a header 'Content-Type' but was missing",
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("interaction %d: got %q, want %q", i, got[i], want[i])
		}
	}
}

func describe(result contract.Matched) string {
	switch {
	case result.Holds:
		return "ok"
	case result.Problem != "":
		return "exception: " + result.Problem
	case len(result.Mismatches) > 0:
		first := result.Mismatches[0]
		return string(first.Kind) + " " + first.Header + first.Path + ": " + first.Text
	}
	return "failed without a word"
}

func TestMatchAsksForStatesAroundTheRequest(t *testing.T) {
	t.Parallel()
	run := newScripted()
	if _, err := Match(contractOf(t, oddIDInteraction), run); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"set up a case exists id",
		`PATCH /case/a%2Fb%20c%25%3F%23%C3%A9%5C+ {"on":"a/b c%?#é\\+"} key`,
		"tear down a case exists",
	}
	if diff := cmp.Diff(want, run.calls); diff != "" {
		t.Error(diff)
	}
}

func TestMatchRunsBesideItself(t *testing.T) {
	t.Parallel()
	for range 3 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			results, err := Match(contractOf(t, plainInteraction), newScripted())
			if err != nil || !results[0].Holds {
				t.Errorf("got %v, %v", results, err)
			}
		})
	}
}

func TestMatchWithoutInteractionsIsAnError(t *testing.T) {
	t.Parallel()
	if results, err := Match(contractOf(t), newScripted()); err == nil {
		t.Errorf("got %v, want an error: Pact calls it a success", results)
	}
}
