package mockserver_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casemock/mockserver"
)

// call is a request of a test.
type call struct {
	method, path, body string
	headers            []header
}

func (c *client) call(request call) reply {
	c.t.Helper()
	return c.do(request.method, request.path, request.body, request.headers...)
}

// odd are scenarios whose answers are hard to write down.
const odd = `name: odd/texts
operation: lookupCase
responses:
  - status: 500
    headers: {x-note: 'a: b # c {{ "{{" }}'}
    body:
      error: "{{ \"{{\" }} .x }}"
      message: "tab\there, \"quoted\" \\ line\nbreak \u2028 \u0085 \U0001F600 é"
---
name: odd/words
operation: lookupCase
responses:
  - status: 418
    undocumented: true
    body: {yes: no, "null": "null", "1": "1e3", "- x": [], "": {}, list: [[1, [true]], {a: []}], n: 1.50}
---
name: odd/text
operation: lookupCase
responses: [{status: 404, body: "true: it is not\n  there "}]
---
name: odd/empty
operation: lookupCase
responses: [{status: 500, undocumented: true, body: ""}]
---
name: odd/type
operation: lookupCase
responses: [{status: 404, headers: {content-type: text/html}, body: "404"}]
---
name: odd/slow
operation: lookupCase
responses: [{status: 200, delay: 30ms}]
---
name: odd/cut
operation: lookupCase
responses: [{status: 200, fault: malformed-json}]
---
name: odd/gone
operation: lookupCase
responses: [{fault: empty-response}]
`

// recordable are requests to record, by what is particular about each.
func recordable() map[string]call {
	json := func(body string, headers ...header) call {
		return call{http.MethodPatch, "/case/1001", body, headers}
	}
	// No request changes this case: where the file has no body, it is answered as it is seeded.
	forced := func(scenario string) call {
		return call{http.MethodGet, "/case/1002", "", []header{header("X-Mock-Scenario: " + scenario)}}
	}
	return map[string]call{
		"a case":                 {http.MethodGet, "/case/1001", "", nil},
		"several customers":      {http.MethodPost, "/customers", `{"tier": "gold"}`, nil},
		"no customers":           {http.MethodPost, "/customers", `{"name": "Nobody has this name"}`, nil},
		"an update":              json(`{"title": "Große Fahrt: \"ja\" # nein", "status": "closed"}`),
		"an agent":               json(`{"title": "T"}`, "X-Sf-User-Email: a@example.com"),
		"wrong fields":           json(`{"title": 1, "status": "ajar", "x": null, "n": 12345678901234567890}`),
		"words that match":       json(`{"type": "x", "a": [{"regex": "("}, {"absent": true}], "literal": {}}`),
		"doubled keys":           json(`{"title": "A", "title": "B"}`),
		"no JSON":                json(`{"title": `),
		"no body":                json(""),
		"an id that is no text":  {http.MethodGet, "/case/%FF%00", "", nil},
		"a query that is none":   {http.MethodGet, "/case/1001?=1&%FF=2&%0A=%E2%80%AE&a.b[0]=%7B%7B", "", nil},
		"control characters":     json(`{"title": "\u0000\u0085\u202e\ufeff", "a\u0001": "{{ x }}", "": 1}`),
		"null":                   json(`null`),
		"a list":                 json(`[1, "two"]`),
		"nested deeply":          json(strings.Repeat(`{"a":[`, 60) + strings.Repeat(`]}`, 60)),
		"an unknown case":        {http.MethodGet, "/case/none", "", nil},
		"an id that is escaped":  {http.MethodGet, "/case/a%2Fb%20%22c%22", "", nil},
		"a query":                {http.MethodGet, "/case/1001?x=1&y=a%20b&y=c&__code=500", "", nil},
		"a preferred status":     {http.MethodGet, "/case/1001", "", []header{"Prefer: code=404"}},
		"a refused wish":         {http.MethodGet, "/case/1001", "", []header{"Prefer: code=418"}},
		"odd texts":              forced("odd/texts"),
		"an undocumented answer": forced("odd/words"),
		"plain text":             forced("odd/text"),
		"an empty answer":        forced("odd/empty"),
		"another content type":   forced("odd/type"),
		"a delay":                forced("odd/slow"),
		"a fault":                forced("odd/cut"),
	}
}

// TestRecordedScenarios records requests, asks for each as a scenario, loads it into another server and
// sends the request there: it must get the same answer, from the file.
func TestRecordedScenarios(t *testing.T) {
	t.Parallel()
	address := mockserver.WithPublicURL("http://crm.example") // in the answers of all servers
	c := start(t, address, mockserver.WithNow(time.Now), mockserver.WithScenarios(file(t, odd)))
	c = c.withUndocumented()
	recorded := 0
	for name, request := range recordable() {
		first := c.call(request)
		recorded++
		yaml := c.recorded(recorded, "")
		if name == "a delay" && !strings.Contains(yaml, " delay: ") {
			t.Errorf("the answer took its time, the file does not:\n%s", yaml)
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			replaying := start(t, address, mockserver.WithScenarios(file(t, yaml))).withUndocumented()
			again := replaying.call(request.withoutWishes())
			if !strings.HasPrefix(again.header.Get(mockserver.AnswerHeader), `live; scenario="recorded/`) {
				t.Errorf("%s answered, not the file:\n%s", again.header.Get(mockserver.AnswerHeader), yaml)
			}
			compare(t, first, again, yaml)
		})
	}
}

// recorded asks for a request of the journal as a scenario.
func (c *client) recorded(n int, query string) string {
	c.t.Helper()
	answer := c.get(fmt.Sprintf("/__admin/requests/%d/scenario%s", n, query))
	if answer.status != http.StatusOK || answer.header.Get("Content-Type") != "application/yaml" {
		c.t.Fatalf("got %d, %s", answer.status, answer.body)
	}
	return answer.body
}

func TestRecordedScenarioAsItIsAskedFor(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.patch("/case/1001", `{"title": "a`)
	yaml := c.recorded(1, "?name=mine/own&live=false")
	for _, line := range []string{"# Recorded from request 1 of world default.\n",
		"# The body was not JSON that can be matched; any body fits.\n", "name: mine/own\n", "contract: false\n"} {
		if !strings.Contains(yaml, line) {
			t.Errorf("there is no line %q in\n%s", line, yaml)
		}
	}
	if strings.Contains(yaml, "live:") {
		t.Errorf("it is live:\n%s", yaml)
	}
}

// A scenario that would answer more than its request says so.
func TestRecordedScenarioWarns(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.post("/case", `{"title": `)
	c.get("/case/1001", "Authorization: wrong")
	for n, want := range map[int]string{
		1: "# It expects nothing: while it is live, it answers every createCase.\n",
		2: "# The key was refused, which comes before all scenarios: this one answers those with a right key.\n",
	} {
		if yaml := c.recorded(n, ""); !strings.Contains(yaml, want) {
			t.Errorf("there is no line %q in\n%s", want, yaml)
		}
		if yaml := c.recorded(n, "?live=false"); strings.Contains(yaml, want) {
			t.Errorf("it is not live, and warns:\n%s", yaml)
		}
	}
}

// The journal tells what it has cut of a body, and of the rest nobody makes a scenario.
func TestCutBodies(t *testing.T) {
	t.Parallel()
	c := start(t)
	title := strings.Repeat("x", 100_000)
	c.patch("/case/1001", `{"title": "`+title+`"}`)
	c.do(http.MethodGet, "/case/1001", "unwanted")
	c.patch("/case/1002", `{"title": "short"}`)
	type cut struct{ Kept, Size int }
	type entry struct {
		BodyCut *cut
		Answer  struct{ BodyCut *cut }
	}
	first := read[entry](c.admin(http.MethodGet, "requests/1", ""))
	if first.BodyCut == nil || *first.BodyCut != (cut{mockserver.KeptBody, 100_013}) ||
		first.Answer.BodyCut == nil || first.Answer.BodyCut.Size <= 100_000 {
		t.Errorf("got %+v, %+v", first.BodyCut, first.Answer.BodyCut)
	}
	if second := read[entry](c.admin(http.MethodGet, "requests/2", "")); *second.BodyCut != (cut{0, 8}) {
		t.Errorf("got %+v of a body that nobody reads", second.BodyCut)
	}
	third := read[entry](c.admin(http.MethodGet, "requests/3", ""))
	if third.BodyCut != nil || third.Answer.BodyCut != nil {
		t.Errorf("whole bodies are said to be cut: %+v", third)
	}
	refused := c.admin(http.MethodGet, "requests/1/scenario", "").want(http.StatusConflict, "")
	if !strings.Contains(refused.body, "only the beginning of the answer's body") {
		t.Errorf("got %s", refused.body)
	}
	wrongName := c.admin(http.MethodGet, "requests/3/scenario?name=updateCase/422", "").want(http.StatusConflict, "")
	if !strings.Contains(wrongName.body, "promises a 422, which none of the responses is") {
		t.Errorf("got %s", wrongName.body)
	}
}

func TestWhatCannotBeRecorded(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.get("/nowhere")
	c.get("/case/1001")
	for path, want := range map[string]string{
		"1/scenario":            "a scenario needs an operation, and this path has none",
		"9/scenario":            "the journal does not have a request 9, or no longer",
		"2/scenario?live=maybe": "live",
		"2/scenario?name=a%20b": "name",
		"2/scenario?nome=a":     "nome",
	} {
		answer := c.get("/__admin/requests/" + path)
		if answer.status < 400 || answer.status > 499 || !strings.Contains(answer.body, want) {
			t.Errorf("%s: got %d, %s", path, answer.status, answer.body)
		}
	}
}

// saveable holds when an entry is open that can be saved.
const saveable = `document.querySelector('#save-scenario:enabled')`

// saved opens the dialog and gives the file that it shows.
func (p *page) saved() string {
	p.t.Helper()
	p.click("#save-scenario")
	p.wait("document.querySelector('#save').open")
	return eval[string](p, "document.querySelector('#save-yaml').value")
}

func file(t *testing.T, yaml string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scenarios.yaml")
	if err := os.WriteFile(path, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// withoutWishes leaves out what asks for an answer.
func (c call) withoutWishes() call {
	c.path = strings.Replace(c.path, "&__code=500", "", 1)
	c.headers = slices.DeleteFunc(slices.Clone(c.headers), func(each header) bool {
		return strings.HasPrefix(string(each), "Prefer") || strings.HasPrefix(string(each), "X-Mock")
	})
	return c
}

// compare holds two answers against each other; of JSON, what it means.
func compare(t *testing.T, first, again reply, yaml string) {
	t.Helper()
	if again.status != first.status {
		t.Errorf("got status %d, want %d", again.status, first.status)
	}
	for _, name := range []string{"Content-Type", "X-Note"} {
		if got, want := again.header.Get(name), first.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if normal(again.body) != normal(first.body) {
		t.Errorf("got body %s\nwant %s\nfrom\n%s", again.body, first.body, yaml)
	}
}

func normal(body string) string {
	var value any
	decoder := json.NewDecoder(strings.NewReader(body))
	decoder.UseNumber()
	if decoder.Decode(&value) != nil {
		return body
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		return body
	}
	return string(encoded)
}
