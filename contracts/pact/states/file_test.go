package states

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAStatesFileIsReadStrictly(t *testing.T) {
	t.Parallel()
	path := written(t, `a case exists:
  setup: {comand: ./x, http: {method: GET}}
  teardown: 7
  values: [1]
no case exists:
  values: {id: "1"}
  colour: red
`)
	_, err := ReadFile(path)
	got := strings.ReplaceAll(fmt.Sprint(err), path, "states.yaml")
	want := strings.TrimSpace(`
states.yaml:2:11: a case exists.setup.comand is unknown; did you mean command?
states.yaml:2:30: a case exists.setup.http lacks the key url
states.yaml:3:13: a case exists.teardown must be a mapping with the keys command, http, not the number 7
states.yaml:4:11: a case exists.values must be a mapping, not a list
states.yaml:7:3: no case exists.colour is unknown; known are values, setup, teardown, command, http`)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAStatesFileKnowsWhereItsStatesStand(t *testing.T) {
	t.Parallel()
	path := written(t, "b state: {id: x}\n\na state: {}\n")
	file := newOwner(t, Options{File: path}).File()
	if got := file.Names(); !slices.Equal(got, []string{"a state", "b state"}) || file.Place("a state") != path+":3" {
		t.Errorf("got %q, %s", got, file.Place("a state"))
	}
}

// caller records the calls of steps, as in "POST /a {…}", and fails those to /fails.
func caller(t *testing.T) (address string, asked *notes) {
	t.Helper()
	asked = &notes{}
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked.add("%s", strings.TrimSpace(r.Method+" "+r.URL.String()+" "+r.Header.Get("X-ID")+" "+string(body)))
		if r.URL.Path == "/fails" {
			http.Error(w, "not today", http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, `{"id": 12345678901234567890, "of": "`+r.URL.Path+`"}`)
	})), asked
}

func TestCallsTakeAndGiveValues(t *testing.T) {
	t.Parallel()
	address, asked := caller(t)
	preparation := prepare(t, Options{Base: address, File: written(t, `
a case exists:
  values: {id: "7", kind: a/b, fixed: true}
  setup: {http: {url: "/set/${kind}?q=${id}", headers: {X-ID: "n ${id}"}, body: {id: "${id}", n: ["${params}", 1]}}}
  teardown: {http: {method: delete, url: "`+address+`/${id}"}}
`)})
	values, err := preparation.SetUp(t.Context(), aCase, map[string]any{"params": "given", "id": "param"})
	if err != nil || fmt.Sprint(values) != "map[fixed:true id:12345678901234567890 kind:a/b of:/set/a/b params:given]" {
		t.Errorf("got %v, %v", values, err)
	}
	if problems := preparation.TearDown(t.Context()); problems != nil {
		t.Error(problems)
	}
	want := []string{`POST /set/a%2Fb?q=7 n 7 {"id":"7","n":["given",1]}`, "DELETE /12345678901234567890"}
	if diff := cmp.Diff(want, asked.read()); diff != "" {
		t.Error(diff)
	}
}

func TestAStatesFileTearsDownWhatItHalfDid(t *testing.T) {
	t.Parallel()
	address, asked := caller(t)
	preparation := prepare(t, Options{Base: address, File: written(t, `
first: {http: {url: /fails}, teardown: {http: {url: /undo}}}
second: {http: {url: /one}, setup: {http: {url: /fails}}, teardown: {http: {url: /undo}}}
`)})
	for _, state := range []string{"first", "second"} {
		_, err := preparation.SetUp(t.Context(), state, nil)
		if err == nil || !strings.Contains(err.Error(), "POST /fails is answered with 503: not today") ||
			!strings.Contains(err.Error(), "setup of the state “"+state+"”") {
			t.Errorf("got %v", err)
		}
	}
	if problems := preparation.TearDown(t.Context()); problems != nil {
		t.Error(problems)
	}
	if got := strings.Join(asked.read(), ", "); got != "POST /fails, POST /one, POST /fails, POST /undo" {
		t.Errorf("got %s", got)
	}
}
