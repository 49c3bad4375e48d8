package pact

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"casemock/contracts/crm"
	"casemock/contracts/pact/contract"

	"github.com/google/go-cmp/cmp"
)

// lookupPact is a pact with one lookup, whose members the tests choose.
func lookupPact(version, members, response string) string {
	return fmt.Sprintf(`{"consumer": {"name": "Desk"}, "provider": {"name": "Case API"},
	  "metadata": {"pactSpecification": {"version": %q}},
	  "interactions": [{%s, "type": "Synchronous/HTTP", "description": "a lookup",
	    "request": {"method": "GET", "path": "/case/1001", "headers": {"Authorization": "a-valid-api-key"}},
	    "response": %s}]}`, version, members, response)
}

func decode(t *testing.T, r *http.Request) map[string]any {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Error(err)
	}
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil {
		t.Errorf("%s %s: %v in %s", r.Method, r.URL, err, data)
	}
	return object
}

// stateRecorder is a provider-state change URL that knows every state and has nothing to do.
func stateRecorder(t *testing.T) (address string, asked func() []string) {
	t.Helper()
	var mutex sync.Mutex
	var seen []string
	address = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		change := decode(t, r)
		params, _ := json.Marshal(change["params"])
		mutex.Lock()
		defer mutex.Unlock()
		seen = append(seen, fmt.Sprintf("%s %s %s", change["action"], change["state"], params))
		_, _ = w.Write([]byte("{}"))
	}))
	return address, func() []string {
		mutex.Lock()
		defer mutex.Unlock()
		return seen
	}
}

func TestTheStatesOfEveryVersionOfPactAreBroughtAbout(t *testing.T) {
	t.Parallel()
	none := []string(nil)
	bothWays := func(state string) []string { return []string{"setup " + state, "teardown " + state} }
	for members, test := range map[string]struct {
		version string
		want    []string
	}{
		`"provider_state": "a case exists"`:                        {"1.0.0", bothWays("a case exists {}")},
		`"providerState": "a case exists"`:                         {"2.0.0", bothWays("a case exists {}")},
		`"providerState": ""`:                                      {"2.0.0", none},
		`"providerState": null`:                                    {"2.0.0", none},
		`"providerStates": null, "providerState": "a case exists"`: {"2.0.0", bothWays("a case exists {}")},
		`"providerStates": []`:                                     {"3.0.0", none},
		`"providerStates": [{"name": ""}]`:                         {"3.0.0", none},
		`"providerStates": ["a case exists"]`:                      {"3.0.0", bothWays("a case exists {}")},
		`"providerStates": [{"name": "a case exists", "params": null}]`: {"4.0",
			bothWays("a case exists {}")},
		`"providerStates": [{"name": "new", "params": {"id": 7}}], "providerState": "old"`: {"3.0.0",
			bothWays(`new {"id":7}`)},
		`"providerStates": [{"name": "one"}, {"name": "two", "params": {"a": "b"}}]`: {"4.0",
			[]string{"setup one {}", `setup two {"a":"b"}`, `teardown two {"a":"b"}`, "teardown one {}"}},
	} {
		t.Run(members, func(t *testing.T) {
			t.Parallel()
			states, asked := stateRecorder(t)
			report := verify(t, Options{ProviderURL: serve(t, crm.New()), StateURL: states,
				PactFile: written(t, "pact.json", lookupPact(test.version, members, `{"status": 404}`))})
			if report.Results[0].Verdict != Verified {
				t.Errorf("the lookup is %s: %v", report.Results[0].Verdict, report.Results[0].Findings)
			}
			got := asked()
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("what the state URL was asked (-want +got)\n%s", diff)
			}
		})
	}
}

func TestAStateOfAnOldPactThatNobodyKnowsIsNotExercised(t *testing.T) {
	t.Parallel()
	for _, member := range []string{"providerState", "provider_state"} {
		report := verify(t, Options{ProviderURL: serve(t, crm.New()), PactFile: written(t, "pact.json",
			lookupPact("2.0.0", fmt.Sprintf(`%q: "the moon is full"`, member), `{"status": 404}`))})
		got := report.Results[0]
		if got.Verdict != NotExercised || !strings.Contains(got.Reason, "the moon is full") {
			t.Errorf("%s: the lookup is %s: %s", member, got.Verdict, got.Reason)
		}
	}
}

func TestAStatesFileKnowsTheStatesOfAnOldPact(t *testing.T) {
	t.Parallel()
	server := serve(t, crm.New())
	for _, member := range []string{"providerState", "provider_state"} {
		report := verify(t, Options{ProviderURL: server,
			StatesFile: written(t, "states.yaml", `the moon is full: {id: "1001"}`),
			PactFile: written(t, "pact.json", lookupPact("1.0.0", fmt.Sprintf(`%q: "the moon is full"`, member),
				`{"status": 404}`))})
		if got := report.Results[0]; got.Verdict != Verified || len(report.Warnings) != 0 {
			t.Errorf("%s: the lookup is %s: %s %q", member, got.Verdict, got.Reason, report.Warnings)
		}
	}
}

// The versions 1 and 2 can take nothing from a state, so that a request names an id of its own.
func TestAStateOfAnOldPactIsBroughtAboutThroughTheAPI(t *testing.T) {
	t.Parallel()
	const state = `"providerState": "a case exists"`
	for response, want := range map[string]Verdict{
		`{"status": 200}`: Verified,
		`{"status": 200, "body": {"status": "open"}}`: Verified,
		`{"status": 200, "body": {"id": "1001"}}`:     NotExercised,
		`{"status": 404}`: Verified, // and no case in the place of the unknown one
		`{"status": 200, "body": {"status": "other"}}`: Broken,
	} {
		report := verify(t, Options{ProviderURL: serve(t, crm.New()),
			PactFile: written(t, "pact.json", lookupPact("2.0.0", state, response))})
		if got := report.Results[0]; got.Verdict != want {
			t.Errorf("%s: the lookup is %s (%s %v), want %s", response, got.Verdict, got.Reason,
				got.Findings, want)
		}
	}
}

func TestAnOldPactIsPublishedAsItIsWritten(t *testing.T) {
	t.Parallel()
	contract, err := contract.ParseContract([]byte(
		lookupPact("2.0.0", `"providerState": "a case exists"`, `{"status": 200}`)))
	if err != nil {
		t.Fatal(err)
	}
	text := string(contract.JSON())
	if !strings.Contains(text, `"providerState": "a case exists"`) || strings.Contains(text, "providerStates") {
		t.Errorf("got %s", text)
	}
}
