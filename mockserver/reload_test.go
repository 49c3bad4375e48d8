package mockserver_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"casemock/mockserver"
)

const teapot = `
name: mine/teapot
operation: lookupCase
contract: false
responses: [{status: STATUS, undocumented: true}]
`

func TestReloadKeepsTheLastGoodVersion(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "mine.yaml", strings.Replace(teapot, "STATUS", "418", 1))
	api := start(t, mockserver.WithScenarios(file)).withUndocumented()
	answers := func(status int) {
		t.Helper()
		api.get("/case/1001", "X-Mock-Scenario: mine/teapot").want(status, "scenario")
	}
	rewrite := func(text string) error {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return api.server.Reload()
	}
	answers(418)
	if err := rewrite(strings.Replace(teapot, "STATUS", "419", 1)); err != nil {
		t.Fatal(err)
	}
	answers(419)

	err := rewrite("name: mine/teapot\noperation: lookupKase\n")
	if err == nil || !strings.Contains(err.Error(), file+":2:12: ") {
		t.Errorf("got %v, want the place of the mistake", err)
	}
	answers(419)
	if health := api.admin(http.MethodGet, "health", "").want(200, "").body; !strings.Contains(health, "lookupCase") {
		t.Errorf("the health does not tell of the problem: %s", health)
	}

	if err := rewrite(strings.Replace(teapot, "STATUS", "420", 1)); err != nil {
		t.Fatal(err)
	}
	answers(420)
	if health := api.admin(http.MethodGet, "health", "").body; !strings.Contains(health, `"problems":[]`) {
		t.Errorf("the problem is still there: %s", health)
	}
}

// Who writes a file anew empties it first: a look in between finds nothing there.
func TestReloadOfAFileThatIsBeingWritten(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "mine.yaml", strings.Replace(teapot, "STATUS", "418", 1))
	api := start(t, mockserver.WithScenarios(file)).withUndocumented()
	for range 2 {
		if err := os.Truncate(file, 0); err != nil {
			t.Fatal(err)
		}
		if err := api.server.Reload(); err == nil || !strings.HasPrefix(err.Error(), file+":1:1: is empty") {
			t.Errorf("got %v", err)
		}
		api.get("/case/1001", "X-Mock-Scenario: mine/teapot").want(418, "scenario")
	}
	if err := os.WriteFile(file, []byte("# nothing on purpose\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := api.server.Reload(); err != nil {
		t.Fatal(err)
	}
	api.get("/case/1001", "X-Mock-Scenario: mine/teapot").want(400, "refused")
}

func TestReloadOfFixturesThatAreBeingWritten(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "mine.yaml", "cases:\n  - {id: '77', customerId: C-1001, title: Mine}\n")
	api := start(t, mockserver.WithFixtures(file))
	if err := os.Truncate(file, 0); err != nil {
		t.Fatal(err)
	}
	if err := api.server.Reload(); err == nil || !strings.HasPrefix(err.Error(), file+":1:1: is empty") {
		t.Errorf("got %v", err)
	}
	api.get("/case/77").want(200, "sandbox")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	_ = api.server.Reload() // a file that is named has to be there
	api.get("/case/77").want(200, "sandbox")
}

// A reload that meets a file in the middle of being written takes the old text or the new one.
func TestReloadWhileAFileIsWritten(t *testing.T) {
	t.Parallel()
	text := strings.Replace(teapot, "STATUS", "418", 1)
	file := writeFile(t, "mine.yaml", text)
	api := start(t, mockserver.WithScenarios(file)).withUndocumented()
	for range 100 {
		text += "#\n" // of another length, as in TestWatchNoticesAnEdit
		written := make(chan error)
		go func() { written <- os.WriteFile(file, []byte(text), 0o600) }()
		_ = api.server.Reload() // it may find the file empty
		api.get("/case/1001", "X-Mock-Scenario: mine/teapot").want(418, "scenario")
		if err := <-written; err != nil {
			t.Fatal(err)
		}
	}
}

func TestDeletedFileTakesItsScenariosAlong(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	file := directory + "/mine.yaml"
	if err := os.WriteFile(file, []byte(strings.Replace(teapot, "STATUS", "418", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	api := start(t, mockserver.WithScenarios(directory)).withUndocumented()
	api.get("/case/1001", "X-Mock-Scenario: mine/teapot").want(418, "scenario")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := api.server.Reload(); err != nil {
		t.Fatal(err)
	}
	api.get("/case/1001", "X-Mock-Scenario: mine/teapot").want(400, "refused")
}

func TestWatchNoticesAnEdit(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "mine.yaml", strings.Replace(teapot, "STATUS", "418", 1))
	api := start(t, mockserver.WithScenarios(file)).withUndocumented()
	go api.server.Watch(t.Context())
	// Of another length, so that even a coarse clock of a file system cannot hide it.
	longer := strings.Replace(teapot, "STATUS", "419", 1) + "# a comment\n"
	if err := os.WriteFile(file, []byte(longer), 0o600); err != nil {
		t.Fatal(err)
	}
	for api.get("/case/1001", "X-Mock-Scenario: mine/teapot").status != 419 {
		if t.Context().Err() != nil {
			t.Fatal("the edit was not noticed")
		}
	}
}
