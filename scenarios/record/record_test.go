package record_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/fixtures"
	"casemock/mockserver"
	"casemock/scenarios"
	"casemock/scenarios/record"
	"casemock/scenarios/story"
)

// tap is a client of a server whose every exchange is recorded.
type tap struct {
	t       testing.TB
	server  http.Handler
	keep    func(record.Exchange)
	world   string
	key     string
	headers map[string]string
	count   int
}

// call sends a request and answers the decoded body of its answer.
func (c *tap) call(operation caseapi.OperationName, parameter string, body string) any {
	c.t.Helper()
	described := caseapi.MustOperation(operation)
	path, parameters := described.Path, map[string]string{}
	for _, name := range described.PathParameters() {
		parameters[name] = parameter
		path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(parameter))
	}
	request := httptest.NewRequest(described.Method, path, strings.NewReader(body))
	if c.key != "" {
		request.Header.Set("Authorization", c.key)
	}
	request.Header.Set("Content-Type", "application/json")
	for name, value := range c.headers {
		request.Header.Set(name, value)
	}
	answer := httptest.NewRecorder()
	c.server.ServeHTTP(answer, request)
	c.count++
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	c.keep(record.Exchange{World: c.world, Operation: described, Path: parameters, Headers: request.Header,
		Query: request.URL.RawQuery, Sent: []byte(body), Status: answer.Code, AnswerHeaders: answer.Header(), Answer: text,
		Began: time.Unix(int64(c.count), 0)})
	value, _ := caseapi.Decode(text)
	return value
}

// create makes an object with the first of some bodies that is accepted, and answers its id.
func (c *tap) create(operation caseapi.OperationName, bodies ...string) string {
	c.t.Helper()
	var last any
	for _, body := range bodies {
		last = c.call(operation, "", body)
		object, _ := last.(map[string]any)
		if id, _ := object["id"].(string); id != "" {
			return id
		}
	}
	c.t.Fatalf("%s is answered %v", operation, last)
	return ""
}

// recorded makes a recording of a session on a server.
func recorded(t *testing.T, server http.Handler, options record.Options) *record.Recorder {
	t.Helper()
	recorder := record.New(options)
	session(t, &tap{t: t, server: server, keep: recorder.Add, world: "default", key: crm.Key})
	return recorder
}

// play plays stories on a server, and expects all of them to hold.
func play(t *testing.T, stories []*story.Story, server http.Handler, key string) {
	t.Helper()
	client, err := target.New(target.Options{URL: "http://server", APIKey: key, Patience: -1,
		Transport: transport.InProcess(server)})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	told, err := (&story.Run{Client: client, Now: time.Now}).Play(t.Context(), "recorded", stories)
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range told.Results {
		if result.Verdict != report.Verified {
			t.Errorf("%s is %s: %s", result.Scenario, result.Verdict, result.Reason)
		}
		for _, finding := range result.Findings {
			if finding.Severity == report.Warning {
				continue
			}
			t.Errorf("step %d, %s %s: %s, expected %s, got %s\n%+v", finding.Step, finding.RuleID, finding.Path,
				finding.Message, finding.Expected, finding.Actual, result.Steps[finding.Step-1])
		}
	}
}

// storiesOf reads the files, and expects neither a story nor a scenario to have a problem.
func storiesOf(t *testing.T, files []record.File) (stories []*story.Story) {
	t.Helper()
	api := caseapi.New(fixtures.DefaultStructures())
	for _, file := range files {
		if !strings.HasSuffix(file.Name, ".yaml") {
			continue
		}
		read, problems := story.Parse(file.Name, file.Text)
		_, others := scenarios.Parse(api, file.Name, file.Text)
		for _, problem := range append(problems, others...) {
			t.Errorf("%v\n%s", problem, file.Text)
		}
		stories = append(stories, read...)
	}
	return stories
}

// sandboxOf is a sandbox with the custom fields of a recording.
func sandboxOf(t *testing.T, files []record.File) http.Handler {
	t.Helper()
	var options []mockserver.Option
	for _, file := range files {
		if file.Name == "meta.json" {
			structures, problems := fixtures.LoadStructures(file.Name, file.Text)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			options = append(options, mockserver.WithStructures(structures))
		}
	}
	sandbox, err := mockserver.New(options...)
	if err != nil {
		t.Fatal(err)
	}
	return sandbox
}

// What was recorded holds where it comes from, on a server like it that is empty, and on the sandbox.
func TestRecordingsPlayEverywhere(t *testing.T) {
	t.Parallel()
	var played sync.Map // on the sandbox; many servers give the same story
	for _, variant := range append(crm.Variants(), crm.Variant{Name: "as documented"}) {
		t.Run(variant.Name, func(t *testing.T) {
			t.Parallel()
			origin := crm.With(variant.Quirks...)
			files, summary := recorded(t, origin, record.Options{}).Files()
			if summary.Worlds != 1 || summary.Steps < 15 {
				t.Errorf("got %s, left out %v", summary, summary.Left)
			}
			stories := storiesOf(t, files)
			play(t, stories, origin, crm.Key)
			if len(variant.Quirks) == 0 {
				play(t, stories, crm.New(), crm.Key)
			}
			if _, already := played.LoadOrStore(textOf(files, "meta.json")+textOf(files, "story-default.yaml"), true); !already {
				play(t, stories, sandboxOf(t, files), mockserver.DefaultKey)
			}
		})
	}
}

func textOf(files []record.File, name string) string {
	for _, file := range files {
		if file.Name == name {
			return string(file.Text)
		}
	}
	return ""
}
