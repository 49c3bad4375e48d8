package mockserver_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// ways to force a status on one updateCase request, in their order of precedence. Each has a status of
// its own, so that the answer tells which one decided.
const liveFile = `
name: mine/live
operation: updateCase
live: true
contract: false
request: {headers: {x-live: "yes"}}
responses: [{status: 404}]
`

// forcing is one of the rules, with what a client does to call for it.
type forcing struct {
	rule    mockserver.Rule
	status  int
	header  header
	magicID bool
	forced  bool
}

var precedence = []forcing{
	{rule: mockserver.RuleScenario, status: 422, header: "X-Mock-Scenario: updateCase/422"},
	{rule: mockserver.RulePrefer, status: 500, header: "Prefer: respond-async, code=500"},
	{rule: mockserver.RuleMagicID, status: 401, magicID: true},
	{rule: mockserver.RuleForced, status: 400, forced: true},
	{rule: mockserver.RuleLive, status: 404, header: "x-live: yes"},
	{rule: mockserver.RuleFailRate, status: 422},
}

// TestPrecedence calls for every rule alone, and together with all rules after it, in two worlds.
func TestPrecedence(t *testing.T) {
	t.Parallel()
	for at, rule := range precedence {
		for _, together := range []bool{false, true} {
			for _, world := range []string{"default", "alice"} {
				t.Run(fmt.Sprintf("%s/together=%t/%s", rule.rule, together, world), func(t *testing.T) {
					t.Parallel()
					calling := precedence[at : at+1]
					if together {
						calling = precedence[at:]
					}
					testForcing(t, world, calling)
				})
			}
		}
	}
}

func testForcing(t *testing.T, world string, calling []forcing) {
	options := []mockserver.Option{mockserver.WithScenarios(writeFile(t, "live.yaml", liveFile))}
	path, headers := "/case/1001", []header{}
	for _, way := range calling {
		if way.rule == mockserver.RuleFailRate {
			pair := caseapi.Pair{Operation: caseapi.UpdateCase, Status: way.status}
			options = append(options, mockserver.WithFailRates(mockserver.FailRate{Pair: pair, Share: 1}))
		}
		if way.header != "" {
			headers = append(headers, way.header)
		}
		if way.magicID {
			path = fmt.Sprintf("/case/force-%d", way.status)
		}
	}
	api := start(t, options...).inWorld(world)
	for _, way := range calling {
		if way.forced {
			body := fmt.Sprintf(`{"operation": "updateCase", "status": %d}`, way.status)
			api.admin(http.MethodPost, "force", body).want(201, "")
		}
	}
	first := calling[0]
	api.patch(path, `{"title": "x"}`, headers...).want(first.status, string(first.rule))
}

func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestEveryPairCanBeForced walks the table of operations by status through the ways that a request
// itself has.
func TestEveryPairCanBeForced(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, pair := range caseapi.Pairs() {
		operation := caseapi.MustOperation(pair.Operation)
		ways := map[mockserver.Rule]struct {
			path   string
			header header
		}{
			mockserver.RuleScenario: {examplePath(operation), header("X-Mock-Scenario: " + pair.String())},
			mockserver.RulePrefer:   {examplePath(operation), header(fmt.Sprintf("Prefer: code=%d", pair.Status))},
		}
		if strings.Contains(operation.Path, "{id}") {
			magic := strings.Replace(operation.Path, "{id}", fmt.Sprintf("force-%d", pair.Status), 1)
			ways[mockserver.RuleMagicID] = struct {
				path   string
				header header
			}{magic, ""}
		}
		for rule, way := range ways {
			t.Run(pair.String()+"/"+string(rule), func(t *testing.T) {
				t.Parallel()
				api := api.on(t)
				body := ""
				if operation.HasBody() {
					body = `{"wrong": 1}` // forced answers beat wrong bodies
				}
				got := api.do(operation.Method, way.path, body, way.header).want(pair.Status, string(rule))
				want := fmt.Sprintf("%s; scenario=%q; step=1", rule, pair)
				if pair.Status < 300 && pair.Operation != caseapi.DefineObjectStructures {
					want += "; invented" // the sandbox would have refused the request
				}
				is, _, _ := strings.Cut(got.header.Get(mockserver.AnswerHeader), "; because=")
				if is != want {
					t.Errorf("got %q, want %q", is, want)
				}
			})
		}
	}
}

func examplePath(operation *caseapi.Operation) string {
	path := strings.Replace(operation.Path, "{type}", "case", 1)
	if operation.Object == caseapi.CaseObject {
		return strings.Replace(path, "{id}", "unknown", 1) // forced answers beat unknown ids
	}
	return strings.Replace(path, "{id}", "unknown", 1)
}

func TestPreferIsAcknowledged(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, prefer := range []string{"code=422", "Code=422", `code="422"`, "wait=5, code=422; x=y", "code=422, code=500",
		`note="a \"b, c", code=422`, `code="4\22"`} {
		got := api.patch("/case/1001", `{"title": "x"}`, header("Prefer: "+prefer)).want(422, "prefer")
		if applied := got.header.Get(mockserver.PreferenceApplied); applied != "code=422" {
			t.Errorf("%s: got Preference-Applied %q", prefer, applied)
		}
	}
	for _, prefer := range []string{"return=minimal", "encode=422", "respond-async",
		`note="a, code=422, b"`, "wait=5; code=422"} {
		got := api.patch("/case/1001", `{"title": "x"}`, header("Prefer: "+prefer)).want(201, "sandbox")
		if applied := got.header.Get(mockserver.PreferenceApplied); applied != "" {
			t.Errorf("%s: got Preference-Applied %q, want none", prefer, applied)
		}
	}
}

func TestCodeParameterIsPrefersTwin(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.get("/case/1001?__code=500").want(500, "prefer")
	api.get("/case/1001?__code=500", "Prefer: code=404").want(404, "prefer")
}

func TestMagicCustomerOfANewCase(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.post("/case", `{"customerId": "force-422"}`).want(422, "magic-id")
	api.post("/case", `{"customId": "force-500"}`).want(500, "magic-id")
	api.get("/case/force-abc").want(404, "sandbox")
	api.get("/customer/force-404/cases").want(404, "magic-id")
}

func TestWhatCannotBeForcedIsRefused(t *testing.T) {
	t.Parallel()
	api := start(t)
	tests := map[string]struct {
		path    string
		header  header
		mention string
	}{
		"undocumented status":  {"/case/1001", "Prefer: code=418", "200, 400, 401, 404, 500"},
		"not a status":         {"/case/1001", "Prefer: code=abc", "200, 400, 401, 404, 500"},
		"no value":             {"/case/1001", "Prefer: code", "200, 400, 401, 404, 500"},
		"parameter":            {"/case/1001?__code=201", "", "200, 400, 401, 404, 500"},
		"magic id":             {"/case/force-422", "", "200, 400, 401, 404, 500"},
		"unknown scenario":     {"/case/1001", "X-Mock-Scenario: no/such", "lookupCase/404"},
		"of another operation": {"/case/1001", "X-Mock-Scenario: updateCase/422", "updateCase"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			got := api.get(test.path, test.header).want(400, string(mockserver.RuleRefused))
			if !strings.Contains(got.body, test.mention) {
				t.Errorf("the refusal does not mention %s: %s", test.mention, got.body)
			}
		})
	}
}

func TestForcedErrorsChangeNothing(t *testing.T) {
	t.Parallel()
	api := start(t)
	before := api.get("/case/1001").body
	for _, status := range []string{"400", "401", "404", "422", "500"} {
		api.patch("/case/1001", `{"title": "changed"}`, header("Prefer: code="+status))
	}
	if after := api.get("/case/1001").body; after != before {
		t.Errorf("got %s, want %s", after, before)
	}
}

func TestForcedSuccessRunsTheSandboxWhereItCan(t *testing.T) {
	t.Parallel()
	api := start(t)
	stored := read[caseapi.Case](api.patch("/case/1001", `{"title": "kept"}`, "Prefer: code=201").want(201, "prefer"))
	if found := read[caseapi.Case](api.get("/case/1001")); found.Title != "kept" || stored.Title != "kept" {
		t.Errorf("got %q, then %q, want both kept", stored.Title, found.Title)
	}
	invented := read[caseapi.Case](api.patch("/case/nowhere", `{"title": 1}`, "Prefer: code=201").want(201, "prefer"))
	if invented.ID != "nowhere" {
		t.Errorf("got id %q, want nowhere", invented.ID)
	}
	api.get("/case/nowhere").want(404, "sandbox")
}

func TestWrongKeyComesBeforeEveryForce(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500"}`).want(201, "")
	for _, path := range []string{"/case/1001", "/case/force-500", "/case/1001?__code=500"} {
		api.get(path, "Authorization: nobody", "Prefer: code=500").want(401, "sandbox")
	}
	api.get("/case/1001").want(500, "forced") // none was used up
	api.get("/case/1001").want(200, "sandbox")
}
