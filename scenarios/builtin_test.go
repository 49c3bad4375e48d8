package scenarios_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/scenarios"

	"github.com/google/go-cmp/cmp"
)

// structures are the custom fields of the built-in company, for which the built-in scenarios are
// written.
func structures() caseapi.ObjectStructures { return fixtures.DefaultStructures() }

func TestBuiltInScenariosAreRight(t *testing.T) {
	t.Parallel()
	api := caseapi.New(structures())
	files, err := filepath.Glob("builtin/*.yaml")
	if err != nil || len(files) != len(caseapi.Operations()) {
		t.Fatalf("%d files for %d operations, %v", len(files), len(caseapi.Operations()), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, problems := scenarios.Parse(api, file, text)
		for _, problem := range problems {
			t.Error(problem)
		}
	}
}

func TestEveryDocumentedPairHasAScenario(t *testing.T) {
	t.Parallel()
	set := scenarios.BuiltIn()
	for _, pair := range caseapi.Pairs() {
		scenario, ok := set.ByStatus(pair.Operation, pair.Status)
		if !ok {
			t.Errorf("no scenario for %s", pair)
			continue
		}
		if expected, ok := scenario.Expected(); !ok || expected.Status != pair.Status {
			t.Errorf("%s: the contract expects %d, %t", pair, expected.Status, ok)
		}
		if len(scenario.Responses) != 1 || scenario.Responses[0].Fault != scenarios.NoFault {
			t.Errorf("%s does not answer with its status each time", pair)
		}
	}
}

// TestBuiltInReactions: each status that leaves no doubt what comes after it says so, and no other one does.
func TestBuiltInReactions(t *testing.T) {
	t.Parallel()
	path, key := []scenarios.Part{scenarios.SamePath, scenarios.SameBody}, []scenarios.Part{scenarios.SameKey}
	notAgain := scenarios.Reaction{NoRetry: &scenarios.NoRetry{Same: path, For: scenarios.DefaultNoRetry}}
	wanted := map[int]scenarios.Reaction{
		http.StatusBadRequest:          notAgain,
		http.StatusUnprocessableEntity: notAgain,
		http.StatusUnauthorized:        {NoRetry: &scenarios.NoRetry{Same: key, For: time.Second}},
		http.StatusInternalServerError: {Retry: &scenarios.Retry{Same: path}},
	}
	for _, pair := range caseapi.Pairs() {
		scenario, _ := scenarios.BuiltIn().ByStatus(pair.Operation, pair.Status)
		if diff := cmp.Diff(wanted[pair.Status], scenario.Reaction); diff != "" {
			t.Errorf("%s: %s", pair, diff)
		}
	}
}

func TestBuiltInScenariosOneByOne(t *testing.T) {
	t.Parallel()
	api := caseapi.New(structures())
	for _, scenario := range scenarios.BuiltIn().All() {
		t.Run(scenario.Name, func(t *testing.T) {
			t.Parallel()
			switch {
			case scenario.Summary == "" || strings.Contains(scenario.Summary, "\n"):
				t.Error("a summary is one line for people")
			case !strings.HasPrefix(scenario.Name, string(scenario.Operation.Name)+"/"):
				t.Errorf("is not found by its name: its operation is %s", scenario.Operation.Name)
			case scenario.Live:
				t.Error("would have to be read at the start of each server")
			case !scenario.Source.BuiltIn || !strings.HasPrefix(scenario.YAML, "name: ") &&
				!strings.HasPrefix(scenario.YAML, "#"):
				t.Errorf("comes from %s: %q", scenario.Source, scenario.YAML)
			}
			checkAnswers(t, api, scenario)
			checkLinks(t, scenario)
		})
	}
}

// checkAnswers sends the scenario its own example and holds the answers against the documents.
func checkAnswers(t *testing.T, api *caseapi.API, scenario *scenarios.Scenario) {
	t.Helper()
	call := scenario.Example()
	if mismatch := scenario.Request.Match(call); mismatch != nil {
		t.Errorf("does not answer its own example: %v", mismatch)
	}
	for i, response := range scenario.Responses {
		rendered, err := response.Render(call, faker())
		if err != nil {
			t.Errorf("response %d: %v", i+1, err)
			continue
		}
		if !rendered.HasBody || response.Undocumented {
			continue
		}
		headers := http.Header{"Content-Type": {rendered.ContentType}}
		violations := api.ValidateResponse(scenario.Operation, rendered.Status, headers, rendered.Body)
		for _, violation := range violations {
			t.Errorf("response %d: %v", i+1, violation)
		}
	}
}

// checkLinks makes sure that every value that a state is given is meant wherever the request has
// it, and that the contract knows which parameter that is.
func checkLinks(t *testing.T, scenario *scenarios.Scenario) {
	t.Helper()
	if _, inContract := scenario.Expected(); !inContract {
		return
	}
	for name, value := range scenario.Example().Path {
		if param, ok := scenario.FromState(value); len(scenario.Given) > 0 && !ok {
			t.Errorf("path.%s is %s, which no state gives", name, value)
		} else if ok && param != name && param != "customerId" {
			t.Errorf("path.%s is taken from the state's %s", name, param)
		}
	}
}

func TestErrorBodies(t *testing.T) {
	t.Parallel()
	api := caseapi.New(structures())
	for _, pair := range caseapi.Pairs() {
		operation := caseapi.MustOperation(pair.Operation)
		documented, _ := operation.Response(pair.Status)
		if documented.Success() {
			continue
		}
		contentType, body := scenarios.ErrorBody(operation, pair.Status)
		headers := http.Header{"Content-Type": {contentType}}
		for _, violation := range api.ValidateResponse(operation, pair.Status, headers, body) {
			t.Errorf("%s: %v", pair, violation)
		}
		if documented.Schema == "" && string(body) != documented.Meaning {
			t.Errorf("%s: %s", pair, body)
		}
	}
	lookup := caseapi.MustOperation(caseapi.LookupCase)
	contentType, body := scenarios.ErrorBody(lookup, http.StatusServiceUnavailable)
	if contentType != "application/json" || !json.Valid(body) {
		t.Errorf("an undocumented status gets %s: %s", contentType, body)
	}
}
