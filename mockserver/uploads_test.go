package mockserver_test

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/strictyaml"
	"casemock/mockserver"
)

// teapotAs answers lookupCase with a status of nobody else, live.
func teapotAs(name string, status int) string {
	return fmt.Sprintf("name: %s\noperation: lookupCase\nlive: true\ncontract: false\n"+
		"responses: [{status: %d, undocumented: true}]\n", name, status)
}

func (c *client) upload(query, name, yaml string) reply {
	c.t.Helper()
	return c.admin(http.MethodPut, "scenarios/"+name+query, yaml)
}

func TestUploadedScenariosAreForOneWorldOrForAll(t *testing.T) {
	t.Parallel()
	api := start(t).withUndocumented()
	alice, bob := api.inWorld("alice"), api.inWorld("bob")
	lookup := func(who *client, status int, reason string) {
		t.Helper()
		who.get("/case/1001").want(status, reason)
	}
	alice.upload("", "mine/tea", teapotAs("mine/tea", 418)).want(201, "")
	lookup(alice, 418, "live")
	lookup(bob, 200, "sandbox")
	lookup(api, 200, "sandbox")

	api.upload("", "mine/tea", teapotAs("mine/tea", 419)).want(201, "")
	lookup(alice, 418, "live") // for a world stands before for all
	lookup(bob, 419, "live")
	lookup(api, 419, "live")
	api.upload("?world=default", "mine%2Ftea", teapotAs("mine/tea", 420)).want(201, "")
	lookup(api, 420, "live")
	lookup(bob, 419, "live")

	alice.admin(http.MethodPost, "reset", "").want(204, "")
	lookup(alice, 419, "live") // a reset forgets what is of the world alone
	api.admin(http.MethodDelete, "scenarios/mine%2Ftea?world=default", "").want(204, "")
	lookup(api, 419, "live")
	api.admin(http.MethodDelete, "scenarios/mine/tea", "").want(204, "")
	lookup(alice, 200, "sandbox")
	lookup(bob, 200, "sandbox")
	api.admin(http.MethodDelete, "scenarios/mine/tea", "").want(404, "").contains("was uploaded for all worlds")
}

func TestUploadedBeforeFileBeforeBuiltIn(t *testing.T) {
	t.Parallel()
	const name = "lookupCase/404"
	body := func(word string) string {
		return "name: lookupCase/404\noperation: lookupCase\ncontract: false\n" +
			"responses: [{status: 404, body: " + word + "}]\n"
	}
	file := writeFile(t, "mine.yaml", body("of-file"))
	api := start(t, mockserver.WithScenarios(file))
	api.get("/case/1001", "Prefer: code=404").contains("of-file")
	api.upload("", name, body("uploaded")).want(201, "")
	api.get("/case/1001", "Prefer: code=404").contains("uploaded")
	if err := os.WriteFile(file, []byte(body("of-file-again")), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := api.server.Reload(); err != nil {
		t.Fatal(err)
	}
	api.get("/case/1001", "Prefer: code=404").contains("uploaded")
	for _, query := range []string{"", "?world=alice"} {
		api.admin(http.MethodGet, "scenarios"+query, "").contains(
			`"source":"uploaded for all worlds","origin":"uploaded"}`)
	}
	api.admin(http.MethodDelete, "scenarios/"+name, "").want(204, "")
	api.get("/case/1001", "Prefer: code=404").contains("of-file-again")
	api.admin(http.MethodDelete, "scenarios/"+name, "").want(404, "").contains(
		"the one that is in force is " + file + ":1")
}

// TestUploadedSequences: one that is uploaded again goes on, one that was changed begins anew.
func TestUploadedSequences(t *testing.T) {
	t.Parallel()
	api := start(t)
	yaml := "name: mine/flaky\noperation: lookupCase\ncontract: false\n" +
		"responses: [{status: 500}, {status: 404}, {status: 401}]\n"
	next := func(status int) {
		t.Helper()
		api.get("/case/1001", "X-Mock-Scenario: mine/flaky").want(status, "scenario")
	}
	api.upload("", "mine/flaky", yaml).want(201, "")
	next(500)
	api.upload("", "mine/flaky", "# a comment\n"+yaml).want(200, "")
	next(404)
	api.upload("", "mine/flaky", yaml+"summary: Another one.\n").want(200, "")
	next(500)
}

func TestUploadIsRefusedWithItsProblems(t *testing.T) {
	t.Parallel()
	api := start(t)
	right := teapotAs("mine/tea", 418)
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
	for next, last := range map[string]string{"c": "b", "d": "c", "e": "d", "f": "e", "g": "f", "h": "g"} {
		bomb += next + ": &" + next + " [" + strings.Repeat("*"+last+", ", 8) + "*" + last + "]\n"
	}
	tests := map[string]struct{ yaml, problem string }{
		"empty":    {"", "1:1: is empty"},
		"comments": {"# soon\n", "1:1: is empty"},
		"operation": {"name: mine/tea\noperation: lookupCas\nresponses: [{status: 404}]\n",
			"2:12: operation cannot be"},
		"another name": {teapotAs("mine/coffee", 418),
			"1:7: name is mine/coffee, and the scenario was given as mine/tea"},
		"two":            {right + "---\n" + teapotAs("mine/other", 418), "7:1: is a second document"},
		"a story":        {"story: mine/tea\nsteps: []\n", "1:1: is a story"},
		"not YAML":       {"name: [\n", "1:1: is not valid YAML"},
		"JSON":           {`{"scenario": "mine/tea"}`, "1:1: lacks the key name"},
		"an unknown key": {right + "dealy: 1s\n", "6:1: "},
		"binary":         {"name: \x00\n", "1:7: "},
		"a bomb":         {bomb, ": "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			for _, query := range []string{"", "?world=alice", "?check=true"} {
				refused := read[struct {
					Error, Message string
					Problems       []strictyaml.Problem
				}](api.upload(query, "mine/tea", test.yaml).want(400, ""))
				if len(refused.Problems) == 0 || !strings.Contains(refused.Problems[0].String(), "mine/tea:") ||
					!strings.Contains(refused.Problems[0].String(), test.problem) {
					t.Errorf("got %v, want %s", refused.Problems, test.problem)
				}
			}
		})
	}
	t.Run("too large", func(t *testing.T) {
		t.Parallel()
		api.on(t).upload("", "mine/tea", right+strings.Repeat("#\n", 1<<19)).want(400, "").contains("too large")
	})
}

func TestUploadThatIsOnlyChecked(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.upload("?check=true", "mine/tea", teapotAs("mine/tea", 418)).want(200, "").contains(`"name":"mine/tea"`)
	api.upload("?check=maybe", "mine/tea", teapotAs("mine/tea", 418)).want(400, "").contains("true or false")
	api.admin(http.MethodGet, "scenarios/mine/tea", "").want(404, "")
}

func TestUploadsAreBounded(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxData(1<<16))
	for i := range 1000 {
		name := fmt.Sprintf("mine/%d", i)
		if reply := api.upload("", name, teapotAs(name, 418)); reply.status != 201 {
			reply.want(507, "").contains("reset")
			if i < 10 {
				t.Errorf("the server is full after %d scenarios", i)
			}
			api.admin(http.MethodDelete, "scenarios/mine/0", "").want(204, "")
			api.upload("", name, teapotAs(name, 418)).want(201, "")
			return
		}
	}
	t.Error("there is room for 1000 scenarios in 64 KiB")
}

// TestScenariosOfTheLibrary does the same without HTTP.
func TestScenariosOfTheLibrary(t *testing.T) {
	t.Parallel()
	api := start(t).withUndocumented()
	wantNoError := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	wantNoError(api.server.PutScenario("", teapotAs("mine/tea", 418)))
	wantNoError(api.server.PutScenario("alice", teapotAs("mine/tea", 419)))
	api.get("/case/1001").want(418, "live")
	api.inWorld("alice").get("/case/1001").want(419, "live")
	for _, want := range []bool{true, false} {
		if found, err := api.server.DeleteScenario("alice", "mine/tea"); found != want || err != nil {
			t.Errorf("deleted: %t, %v, want %t", found, err, want)
		}
	}
	err := api.server.PutScenario("", "name: mine/tea\noperation: lookupKase\nresponses: []\n")
	if diff := cmp.Diff(true, err != nil && strings.Contains(err.Error(), ":2:12: operation cannot be")); diff != "" {
		t.Errorf("got %v", err)
	}
	if err := api.server.PutScenario("a/b", teapotAs("mine/tea", 418)); err == nil {
		t.Error("a world may be called a/b")
	}
}
