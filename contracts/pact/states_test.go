package pact

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

// written puts a text into a file of the test's own.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// withStates serves a CRM with its state-change URL below /test/states.
func withStates(t *testing.T, server *crm.Server) (base, stateURL string) {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("POST /test/states", server.States())
	mux.Handle("/", server)
	base = serve(t, mux)
	return base, base + "/test/states"
}

// verdicts are the verdicts by scenario.
func verdicts(report *Report) map[string]Verdict {
	found := map[string]Verdict{}
	for _, result := range report.Results {
		found[result.Scenario] = result.Verdict
	}
	return found
}

func TestTheServersOwnStatesAreUsed(t *testing.T) {
	t.Parallel()
	base, stateURL := withStates(t, crm.New())
	report := verify(t, Options{ProviderURL: base, StateURL: stateURL})
	requireNoAlarm(t, report)
	found := verdicts(report)
	for _, scenario := range []string{
		"updateCase/422", "updateCase/500", "createCase/422", "createCase/500", "lookupCase/500",
		"findCases/500", "createCustomer/500", "findCustomer/500", "searchCustomers/500",
	} {
		if found[scenario] != Verified {
			t.Errorf("%s is %s, want it verified", scenario, found[scenario])
		}
	}
	// The CRM takes no notice of malformed headers, and does not know the other customer's email.
	for _, scenario := range []string{"lookupCase/400", "findCases/400", "createCustomer/422"} {
		if found[scenario] != NotExercised {
			t.Errorf("%s is %s, want it not exercised", scenario, found[scenario])
		}
	}
}

func TestDefectsThatOnlyTheServersOwnStatesShow(t *testing.T) {
	t.Parallel()
	for _, defect := range []defect{
		{"a failure is a 503", "updateCase/500", answering(500, 503), "updateCase/500/statusCode"},
		{"a failure is hidden", "lookupCase/500", answering(500, 200), "lookupCase/500/statusCode"},
		{"a failure is text", "createCase/500", crm.Answering(func(a *crm.Answer) {
			a.Text = "Internal Server Error"
		}, "createCase"), "createCase/500/body"},
		{"a failure has a number for the message", "findCases/500", crm.Answering(func(a *crm.Answer) {
			if a.Status == 500 {
				a.Object()["message"] = 1
			}
		}), "findCases/500/message"},
		{"what cannot be applied has no message", "updateCase/422", crm.Answering(func(a *crm.Answer) {
			delete(a.Object(), "message")
		}, "updateCase"), "updateCase/422/message"},
		{"what cannot be applied has no error", "createCase/422", crm.Answering(func(a *crm.Answer) {
			delete(a.Object(), "error")
		}, "createCase"), "createCase/422/error"},
		{"what cannot be applied is a 409", "updateCase/422", answering(422, 409), "updateCase/422/statusCode"},
		{"an unknown customer is a 404", "createCase/422", answering(422, 404), "createCase/422/statusCode"},
	} {
		t.Run(defect.name, func(t *testing.T) {
			t.Parallel()
			base, stateURL := withStates(t, crm.With(defect.quirk))
			requireRule(t, verify(t, Options{ProviderURL: base, StateURL: stateURL,
				Only: []string{defect.only}}), defect.rule)
		})
	}
}

func TestAnAppliedRequestIsNoBrokenRefusal(t *testing.T) {
	t.Parallel()
	reopening := crm.Storing(func(_, after crm.Object) { after["status"] = "open" }, "createCase")
	base, stateURL := withStates(t, crm.With(reopening, crm.Answering(func(a *crm.Answer) {
		if a.Status == 422 {
			a.Status, a.Body = 201, crm.Object{"id": "5001", "number": "1", "customerId": "1", "title": "x",
				"description": "", "url": "https://crm.example.org/1", "created": "2024-05-01T09:30:00Z",
				"lastUpdated": "2024-05-01T09:30:00Z", "status": "closed"}
		}
	})))
	report := verify(t, Options{ProviderURL: base, StateURL: stateURL, Only: []string{"updateCase/422"}})
	if got := report.Results[0]; got.Verdict != NotExercised || got.Remedy == "" {
		t.Errorf("got %s (%s): which requests cannot be applied is not documented", got.Verdict, got.Reason)
	}
}

func TestAStatesFileBringsStatesAbout(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("the commands are for a Unix shell")
	}
	server := crm.New()
	base, stateURL := withStates(t, server)
	told := filepath.Join(t.TempDir(), "told")
	file := written(t, "states.yaml", fmt.Sprintf(`
a case exists:
  setup:
    http: {url: %[1]q, body: {state: a case exists, action: setup, params: {id: "${id}"}}}
  teardown:
    command: 'echo "$CASEPACT_ACTION $CASEPACT_PARAM_CUSTOMERID" > %[2]s'
a closed case exists:
  command: [sh, -c, 'curl -s -d "$(cat)" "$1"', sh, %[1]q]
the server fails unexpectedly:
  http: {url: /test/states, body: {state: the server fails unexpectedly, params: {operation: "${operation}"}}}
  teardown: {http: {url: /test/states, body: {action: teardown}}}
no case exists: {id: "424242"}
`, stateURL, told))
	report := verify(t, Options{ProviderURL: base, StatesFile: file,
		Only: []string{"lookupCase/200", "lookupCase/404", "updateCase/422", "lookupCase/500"}})
	for _, result := range report.Results {
		if result.Verdict != Verified {
			t.Errorf("%s is %s (%s)", result.Description, result.Verdict, result.Reason)
		}
		for _, finding := range result.Findings {
			t.Error(textOfFinding(finding, result))
		}
	}
	if got := string(read(t, told)); !strings.HasPrefix(got, "teardown ") || got == "teardown \n" {
		t.Errorf("the teardown was told %q, want the customer that the setup returned", got)
	}
	if len(report.Warnings) > 0 {
		t.Errorf("warnings: %q", report.Warnings)
	}
	if got := report.Results[len(report.Results)-2].Exchange; got != nil &&
		strings.HasSuffix(got.URL, "/case/424242") == (got.Status != http.StatusNotFound) {
		t.Errorf("%s is answered with %d", got.URL, got.Status)
	}
}

func TestAStateThatCannotBeBroughtAboutIsSaidSo(t *testing.T) {
	t.Parallel()
	refuse := func(status int) string {
		return serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "the database is down", status)
		}))
	}
	unknown := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "unknown state", http.StatusNotFound)
	}))
	for name, test := range map[string]struct {
		options Options
		only    string
		verdict Verdict
		says    string
	}{
		"a command fails": {Options{StatesFile: written(t, "states.yaml",
			"a case exists:\n  command: [sh, -c, 'echo no disk >&2; exit 3']\n")},
			"lookupCase/200", NotExercised, "exit status 3: no disk"},
		"a program is missing": {Options{StatesFile: written(t, "states.yaml",
			"a case exists:\n  command: [./no-such-program]\n")},
			"lookupCase/200", NotExercised, "states.yaml:1: setup of the state"},
		"a call is refused": {Options{StatesFile: written(t, "states.yaml",
			"a case exists:\n  http: {url: "+refuse(http.StatusTeapot)+"}\n")},
			"lookupCase/200", NotExercised, "answered with 418: the database is down"},
		"the URL fails": {Options{StateURL: refuse(http.StatusInternalServerError)},
			"lookupCase/200", NotExercised, "--state-url answers the state"},
		"the URL does not know it, the API does": {Options{StateURL: unknown},
			"lookupCase/200", Verified, ""},
		"nobody knows it": {Options{StateURL: unknown},
			"lookupCase/500", NotExercised, "--state-url does not know the state (404: unknown state)"},
		"a user's own expectation is taken at its word": {Options{
			StatesFile: written(t, "states.yaml", "a thing exists: {colour: red}\n"),
			Scenarios: []string{written(t, "own.yaml", `{name: own, operation: lookupCase,
  given: [{state: a thing exists, params: {thing: "1"}}],
  request: {path: {id: "1"}}, responses: [{status: 200}]}`)}},
			"own", Broken, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.options.ProviderURL, test.options.Only = serve(t, crm.New()), []string{test.only}
			report := verify(t, test.options)
			if got := report.Results[0]; got.Verdict != test.verdict || !strings.Contains(got.Reason, test.says) {
				t.Errorf("got %s (%s), want %s with %q", got.Verdict, got.Reason, test.verdict, test.says)
			}
		})
	}
}

func TestACreationThatIsRefusedLeavesWhatNeedsItNotExercised(t *testing.T) {
	t.Parallel()
	broken := crm.With(crm.Answering(func(a *crm.Answer) {
		if a.Status == 201 {
			a.Status, a.Body = 500, crm.Object{"error": "oops"}
		}
	}, "createCustomer"))
	server := serve(t, broken)
	report := verify(t, Options{ProviderURL: server})
	found := verdicts(report)
	if found["createCustomer/201"] != Broken || found["lookupCase/200"] != NotExercised {
		t.Errorf("got %v", found)
	}
	for _, result := range report.Results {
		if result.Scenario == "lookupCase/200" && (!strings.Contains(result.Reason, "POST /customer") ||
			!strings.Contains(result.Remedy, "--customer-id")) {
			t.Errorf("got %q, %q", result.Reason, result.Remedy)
		}
	}
	report = verify(t, Options{ProviderURL: server, CustomerID: "5001", Only: []string{"lookupCase/200",
		"updateCustomer/201"}})
	if found := verdicts(report); found["lookupCase/200"] != Verified ||
		found["updateCustomer/201"] != NotExercised {
		t.Errorf("with --customer-id: %v; the customer who was given must not be changed", found)
	}
}

func TestAStateThatNobodyNeedsIsASlip(t *testing.T) {
	t.Parallel()
	file := written(t, "states.yaml", "a case exist: {id: x}\nthe moon is full: {}\n")
	report := verify(t, Options{ProviderURL: serve(t, crm.New()), StatesFile: file,
		Only: []string{"lookupCase/404"}})
	want := []string{
		"states.yaml:1: no expectation is given the state “a case exist”; did you mean “a case exists”?",
		"states.yaml:2: no expectation is given the state “the moon is full”",
	}
	for i := range want {
		if i >= len(report.Warnings) || !strings.HasSuffix(report.Warnings[i], want[i]) {
			t.Errorf("got %q, want %q", report.Warnings, want)
		}
	}
}
