package mockserver_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casemock/mockserver"
)

// folder is a directory of a test.
type folder struct {
	t    *testing.T
	root string
}

type files map[string]string

// newFolder writes files below a new directory.
func newFolder(t *testing.T, files files) folder {
	t.Helper()
	f := folder{t, t.TempDir()}
	for name, text := range files {
		f.save(name, text)
	}
	return f
}

func (f folder) path(name string) string { return filepath.Join(f.root, name) }

func (f folder) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f folder) save(name, text string) {
	f.t.Helper()
	f.must(os.MkdirAll(filepath.Dir(f.path(name)), 0o700))
	f.must(os.WriteFile(f.path(name), []byte(text), 0o600))
}

func (f folder) rename(from, to string) { f.must(os.Rename(f.path(from), f.path(to))) }

func (f folder) remove(name string) { f.must(os.RemoveAll(f.path(name))) }

// link makes a symbolic link, or points one elsewhere in one step, as Kubernetes does with ..data.
func (f folder) link(name, target string) {
	f.t.Helper()
	if err := os.Symlink(target, f.path(name)+".new"); err != nil {
		f.t.Skip("no symbolic links here:", err)
	}
	f.rename(name+".new", name)
}

// dated gives a file a time.
func (f folder) dated(name string) { f.must(os.Chtimes(f.path(name), noon, noon)) }

// until asks for a case until it is answered with the status.
func (c *client) until(status int, path string, headers ...header) {
	c.t.Helper()
	for c.get(path, headers...).status != status {
		if c.t.Context().Err() != nil {
			c.t.Fatalf("%s is not answered with %d", path, status)
		}
	}
}

func teapotOf(status string) string { return strings.Replace(teapot, "STATUS", status, 1) }

// Each change is noticed by itself, and not because of another one.
func TestWatchNoticesWhatLoadingReads(t *testing.T) {
	t.Parallel()
	old, edited := teapotOf("418"), teapotOf("419")
	tests := map[string]struct {
		files  files
		links  map[string]string // to their targets
		path   string            // of the scenarios
		change func(folder)
		want   int
	}{
		"a file": {files{"mine.yaml": old}, nil, "mine.yaml",
			func(f folder) { f.save("mine.yaml", edited) }, 419},
		"a linked file": {files{"there/mine.yml": old}, map[string]string{"mine.yaml": "there/mine.yml"}, "mine.yaml",
			func(f folder) { f.save("there/mine.yml", edited) }, 419},
		"a linked file in a directory": {files{"there/mine": old, "here/x.yaml": "# none"},
			map[string]string{"here/mine.yaml": "../there/mine"}, "here",
			func(f folder) { f.save("there/mine", edited) }, 419},
		"below a linked directory": {files{"there/mine.yaml": old}, map[string]string{"here": "there"}, "here",
			func(f folder) { f.save("there/mine.yaml", edited) }, 419},
		"a new file below a linked directory": {files{"there/x.yaml": "# none"}, map[string]string{"here": "there"}, "here",
			func(f folder) { f.save("there/mine.yaml", edited) }, 419},
		"below a link below a link": {files{"a/x": "", "b/x": "", "c/mine.yaml": old},
			map[string]string{"here": "a", "a/b": "../b", "b/c": "../c"}, "here",
			func(f folder) { f.save("c/mine.yaml", edited) }, 419},
		"a link that leads elsewhere": {files{"a/mine.yaml": old, "b/mine.yaml": edited},
			map[string]string{"here": "a"}, "here",
			func(f folder) { f.link("here", "b") }, 419},
		"a config map": {files{"..1/mine.yaml": old, "..2/mine.yaml": edited},
			map[string]string{"..data": "..1", "mine.yaml": "..data/mine.yaml"}, "",
			func(f folder) { f.link("..data", "..2") }, 419},
		"a config map without the file": {files{"..1/mine.yaml": old, "..2/x.yaml": ""},
			map[string]string{"..data": "..1", "mine.yaml": "..data/mine.yaml"}, "",
			func(f folder) { f.link("..data", "..2") }, 400},
		"a file that is gone": {files{"mine.yaml": old}, nil, "mine.yaml",
			func(f folder) { f.remove("mine.yaml") }, 400},
		"a directory that is gone": {files{"here/mine.yaml": old}, nil, "here",
			func(f folder) { f.rename("here", "there") }, 400},
		"a directory where a file was": {files{"mine.yaml": old}, nil, "mine.yaml",
			func(f folder) { f.remove("mine.yaml"); f.save("mine.yaml/mine.yaml", edited) }, 419},
		"a file that comes back": {files{"mine.yaml": old}, nil, "",
			func(f folder) { f.rename("mine.yaml", "mine.yaml~"); f.save("mine.yaml", edited) }, 419},
		"another file of one size and time": {files{"mine.yaml": old, "other": edited}, nil, "mine.yaml",
			func(f folder) { f.dated("other"); f.rename("other", "mine.yaml") }, 419},
		"a file written anew with one size and time": {files{"mine.yaml": old}, nil, "mine.yaml",
			func(f folder) { f.save("mine.yaml", edited); f.dated("mine.yaml") }, 419},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := newFolder(t, test.files)
			for _, name := range slices.Sorted(maps.Keys(test.links)) {
				folder.link(name, test.links[name])
			}
			if _, there := test.files["mine.yaml"]; there {
				folder.dated("mine.yaml")
			}
			api := start(t, mockserver.WithScenarios(folder.path(test.path))).withUndocumented()
			go api.server.Watch(t.Context())
			test.change(folder)
			api.until(test.want, "/case/1001", "X-Mock-Scenario: mine/teapot")
		})
	}
}

func TestWatchNoticesMetaAndFixtures(t *testing.T) {
	t.Parallel()
	folder := newFolder(t, files{"there/meta.yaml": "case: []", "there/cases/mine.yaml": "cases: []"})
	folder.link("here", "there")
	folder.link("cases", "here/cases")
	api := start(t, mockserver.WithMeta(folder.path("here/meta.yaml")), mockserver.WithFixtures(folder.path("cases")))
	go api.server.Watch(t.Context())
	folder.save("there/cases/mine.yaml", "cases:\n  - {id: '77', customerId: C-1001, title: Kettle}\n")
	api.until(200, "/case/77")
	folder.save("there/meta.yaml", "case: [{name: club, label: Club, type: text}]")
	for !strings.Contains(api.get("/meta/object/case").body, `"club"`) {
		if t.Context().Err() != nil {
			t.Fatal("the meta file was not noticed")
		}
	}
	folder.remove("there/cases/mine.yaml")
	api.until(404, "/case/77")
}
