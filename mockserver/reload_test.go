package mockserver_test

import (
	"fmt"
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
	if err := api.server.Reload(); err == nil || err.Error() != file+":1:1: does not exist" {
		t.Errorf("got %v", err)
	}
	api.get("/case/77").want(404, "sandbox")
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

// countingFile has a live scenario: 500 for two calls of the case, and then 404.
func countingFile(id string) string {
	return fmt.Sprintf(`
name: mine/%s
operation: lookupCase
request: {path: {id: "%[1]s"}}
responses: [{status: 500, times: 2}, {status: 404}]
live: true
contract: false
`, id)
}

// next asks once for each of the statuses.
func (c *client) next(path string, statuses ...int) {
	c.t.Helper()
	for _, status := range statuses {
		c.get(path).want(status, "live")
	}
}

// Sequences go on where they are, whatever happens to other scenarios and to what is none.
func TestReloadGoesOnWithWhatDidNotChange(t *testing.T) {
	t.Parallel()
	tests := map[string]func(folder){
		"nothing":               func(folder) {},
		"a new file":            func(f folder) { f.save("new.yaml", countingFile("1003")) },
		"another file":          func(f folder) { f.save("b.yaml", countingFile("1004")) },
		"another file is gone":  func(f folder) { f.remove("b.yaml") },
		"another one is broken": func(f folder) { f.save("b.yaml", "name: [") },
		"it is broken":          func(f folder) { f.save("a.yaml", "name: [") },
		"it is empty":           func(f folder) { f.save("a.yaml", "") },
		"it is renamed":         func(f folder) { f.rename("a.yaml", "z.yml") },
		"it is copied":          func(f folder) { f.save("c.yaml", countingFile("1001")) },
		"a neighbour in its file": func(f folder) {
			f.save("a.yaml", countingFile("1005")+"---\n# moved\n"+countingFile("1001"))
		},
		"files of editors": func(f folder) {
			for _, name := range []string{".a.yaml.swp", "a.yaml~", "4913", "#a.yaml#", "notes.txt", ".git/x.yaml"} {
				f.save(name, "name: [")
			}
			f.link(".#a.yaml", "somebody@somewhere.1234:5678")
			f.link("a.yaml.lock", "nowhere")
		},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := newFolder(t, files{"a.yaml": countingFile("1001"), "b.yaml": countingFile("1002")})
			api := start(t, mockserver.WithScenarios(folder.root))
			api.next("/case/1001", 500)
			api.inWorld("alice").next("/case/1001", 500, 500)
			change(folder)
			_ = api.server.Reload()
			api.next("/case/1001", 500, 404, 404)
			api.inWorld("alice").next("/case/1001", 404)
		})
	}
}

func TestReloadStartsWhatChangedAnew(t *testing.T) {
	t.Parallel()
	folder := newFolder(t, files{"a.yaml": countingFile("1001")})
	api := start(t, mockserver.WithScenarios(folder.root))
	api.next("/case/1001", 500, 500, 404)
	folder.save("a.yaml", strings.Replace(countingFile("1001"), "times: 2", "times: 1", 1))
	if err := api.server.Reload(); err != nil {
		t.Fatal(err)
	}
	api.next("/case/1001", 500, 404)
}

// A file that is broken or missing keeps nothing of the others out, and loses nothing of its own.
func TestReloadBesideABrokenFile(t *testing.T) {
	t.Parallel()
	folder := newFolder(t, files{
		"meta.yaml": "case: [{name: club, label: Club, type: text}]", "named.yaml": countingFile("1001"),
		"mine/a.yaml": countingFile("1002"), "mine/b.yaml": countingFile("1003"),
		"cases/a.yaml": "cases: [{id: '71', customerId: C-1001, title: A}]",
		"cases/b.yaml": "customers: [{id: C-9}]\ncases: [{id: '72', customerId: C-9, title: B}]",
	})
	api := start(t, mockserver.WithMeta(folder.path("meta.yaml")), mockserver.WithFixtures(folder.path("cases")),
		mockserver.WithScenarios(folder.path("named.yaml"), folder.path("mine")))
	folder.save("meta.yaml", "case: [")
	folder.remove("named.yaml")
	folder.save("mine/a.yaml", "name: [")
	folder.save("mine/b.yaml", strings.Replace(countingFile("1003"), "404", "401", 1))
	folder.save("mine/c.yaml", countingFile("1004"))
	folder.save("cases/a.yaml", "cases: [{id: '71'}]")
	folder.save("cases/b.yaml", "cases: [{id: '73', customerId: C-1001, title: C}]")
	err := api.server.Reload()
	if err == nil {
		t.Fatal("nothing is wrong")
	}
	for _, file := range []string{"meta.yaml:1:", "named.yaml:1:1: does not exist", "mine/a.yaml:1:", "cases/a.yaml:1:"} {
		if !strings.Contains(err.Error(), file) {
			t.Errorf("%s is not among\n%v", file, err)
		}
	}
	api.get("/meta/object/case").want(200, "sandbox").contains(`"club"`)
	api.get("/case/1001").want(200, "sandbox")
	api.next("/case/1002", 500)
	api.next("/case/1003", 500, 500, 401)
	api.next("/case/1004", 500)
	api.get("/case/71").want(200, "sandbox").contains(`"title":"A"`)
	api.get("/case/72").want(404, "sandbox")
	api.get("/customer/C-9").want(404, "sandbox")
	api.get("/case/73").want(200, "sandbox")
}

// What stays of a broken file gives way to what another file says now.
func TestReloadOfWhatMovedOutOfABrokenFile(t *testing.T) {
	t.Parallel()
	const kettle = "cases: [{id: '71', customerId: C-1001, title: Kettle}, {id: '72', customerId: C-1001, title: Pot}]"
	folder := newFolder(t, files{"mine/a.yaml": countingFile("1001") + "---" + countingFile("1002"),
		"cases/a.yaml": kettle})
	api := start(t, mockserver.WithScenarios(folder.path("mine")), mockserver.WithFixtures(folder.path("cases")))
	folder.save("mine/a.yaml", "name: [")
	folder.save("mine/b.yaml", strings.Replace(countingFile("1001"), "500", "401", 1))
	folder.save("cases/a.yaml", "cases: [")
	folder.save("cases/b.yaml", "cases: [{id: '71', customerId: C-1001, title: Teapot}]")
	_ = api.server.Reload()
	api.next("/case/1001", 401)
	api.next("/case/1002", 500)
	api.get("/case/71").want(200, "sandbox").contains("Teapot")
	api.get("/case/72").want(200, "sandbox").contains("Pot")
}
