package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "casemock"

// pkg is what the go command knows of a package.
type pkg struct {
	ImportPath string
	Imports    []string // of the program, not of its tests
	Doc        string
	Error      *struct{ Err string }
}

// goList asks the go command about packages of the module, as they are built on a system without cgo.
func goList(t *testing.T, system string, arguments ...string) []pkg {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", append([]string{"list", "-e",
		"-json=ImportPath,Imports,Doc,Error"}, arguments...)...)
	command.Dir = filepath.Join("..", "..")
	command.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
	output, err := command.Output()
	if err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		t.Fatalf("%s: %v\n%s", command, err, exit.Stderr)
	}
	var found []pkg
	decoder := json.NewDecoder(strings.NewReader(string(output)))
	for {
		var next pkg
		err := decoder.Decode(&next)
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, next)
	}
}

// TestForbiddenDependencies holds out of the shipped program what must not get into it.
func TestForbiddenDependencies(t *testing.T) {
	t.Parallel()
	forbidden := map[string]string{
		"testing":                    "its flags and its weight do not belong into a server",
		"net/http/httptest":          "it is for tests, and brings their flag -httptest.serve",
		"github.com/pact-foundation": "it needs cgo and a native library",
		"casemock/contracts/pact":    "it needs pact-go",
		"casemock/contracts/crm":     "it is for tests",
		"C":                          "the fake server is pure Go",
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		t.Run(system, func(t *testing.T) {
			t.Parallel()
			for _, found := range goList(t, system, "-deps", "./cmd/casemock") {
				if found.Error != nil {
					t.Errorf("%s cannot be built: %s", found.ImportPath, found.Error.Err)
				}
				for path, reason := range forbidden {
					if within(found.ImportPath, path) {
						t.Errorf("casemock reaches %s: %s", found.ImportPath, reason)
					}
				}
			}
		})
	}
}

// arrows says for each floor of the house on which floors it may stand, besides itself. The longest
// prefix of a package's path is its floor.
var arrows = map[string][]string{
	"contracts": {},
	"fixtures":  {"contracts"},
	"scenarios": {"contracts", "fixtures", "scenarios/schema", "scenarios/matcher", "scenarios/template",
		"scenarios/fake"},
	"scenarios/schema":   {"contracts"},
	"scenarios/matcher":  {"contracts", "scenarios/schema"},
	"scenarios/template": {"contracts", "scenarios/fake"},
	"scenarios/fake":     {"contracts"},
	"scenarios/explore": {"contracts", "contracts/report", "contracts/target", "contracts/transport",
		"scenarios/story"},
	"scenarios/story": {"contracts", "contracts/consistency", "contracts/report", "contracts/target",
		"contracts/transport", "scenarios", "scenarios/matcher", "scenarios/schema"},
	"scenarios/record": {"contracts", "contracts/target", "fixtures", "scenarios", "scenarios/matcher",
		"scenarios/template", "scenarios/story"},
	"scenarios/record/har": {"contracts"},
	"mockserver": {"contracts", "fixtures", "scenarios", "scenarios/fake", "scenarios/template",
		"mockserver/admin", "mockserver/bugs", "mockserver/drift", "mockserver/engine", "mockserver/files",
		"mockserver/journal", "mockserver/pages", "mockserver/proxy", "mockserver/routing", "mockserver/sandbox",
		"mockserver/store", "mockserver/surprises", "mockserver/verdict", "mockserver/world"},
	"contracts/consistency": {"contracts"},
	"contracts/report":      {"contracts"},
	"contracts/pact": {"contracts", "fixtures", "scenarios", "contracts/report", "contracts/pact/contract",
		"contracts/pact/creation", "contracts/pact/example", "contracts/pact/native",
		"contracts/pact/states", "contracts/pact/verdict",
		"contracts/target", "contracts/transport", "contracts/consistency", "scenarios/story"},
	"contracts/pact/contract": {"contracts", "fixtures", "scenarios"},
	"contracts/target":        {"contracts", "contracts/report", "contracts/transport"},
	"contracts/transport":     {"contracts", "contracts/report"},
	"contracts/pact/native": {"contracts", "scenarios", "contracts/pact/contract", "contracts/pact/trust",
		"contracts/transport"},
	"contracts/pact/creation": {"contracts", "fixtures", "contracts/consistency", "contracts/report", "contracts/target",
		"contracts/transport", "contracts/pact/contract"},
	"contracts/pact/states": {"contracts", "scenarios", "contracts/report", "contracts/pact/contract",
		"contracts/transport"},
	"contracts/pact/example": {"contracts", "contracts/report", "contracts/target", "contracts/pact/contract",
		"contracts/pact/creation", "contracts/pact/states"},
	"contracts/pact/verdict": {"contracts", "contracts/report", "contracts/target", "contracts/transport",
		"contracts/pact/contract", "contracts/pact/states"},
	"contracts/pact/broker": {"contracts", "contracts/report", "contracts/pact/contract", "contracts/transport"},
	"cmd/internal":          {"contracts", "fixtures", "contracts/report", "contracts/target", "contracts/transport"},
	"cmd/casemock": {"contracts", "fixtures", "scenarios", "scenarios/template", "scenarios/story", "scenarios/explore",
		"scenarios/record", "scenarios/record/har", "mockserver",
		"mockserver/adminclient", "mockserver/bugs", "mockserver/proxy", "mockserver/surprises", "cmd/internal",
		"contracts/report",
		"contracts/target", "contracts/transport"},
	"cmd/casepact": {"contracts", "fixtures", "scenarios", "contracts/report", "contracts/pact",
		"contracts/pact/contract", "contracts/pact/broker", "contracts/pact/native", "contracts/pact/states",
		"cmd/internal"},
	"cmd/libpact": {"contracts", "contracts/pact/trust"},

	"contracts/pact/trust": {},

	"mockserver/engine": {},
	"mockserver/store":  {"contracts"},
	"mockserver/journal": {"contracts", "scenarios", "scenarios/matcher", "scenarios/template", "mockserver/engine",
		"mockserver/store"},
	"mockserver/files":     {"contracts", "fixtures", "scenarios", "mockserver/store"},
	"mockserver/sandbox":   {"contracts", "fixtures", "scenarios", "mockserver/store"},
	"mockserver/bugs":      {"contracts", "mockserver/sandbox", "mockserver/store"},
	"mockserver/surprises": {"contracts", "fixtures", "mockserver/sandbox", "mockserver/store"},
	"mockserver/verdict":   {"contracts", "scenarios", "mockserver/store"},
	"mockserver/world": {"contracts", "scenarios", "mockserver/drift", "mockserver/engine", "mockserver/journal",
		"mockserver/proxy", "mockserver/store", "mockserver/verdict"},
	"mockserver/drift": {"contracts", "contracts/report", "fixtures", "mockserver/proxy", "mockserver/sandbox",
		"mockserver/store"},
	"mockserver/proxy": {"contracts", "contracts/consistency", "contracts/report", "contracts/transport",
		"mockserver/journal"},
	"mockserver/admin": {"contracts", "scenarios", "mockserver/console", "mockserver/engine", "mockserver/files",
		"mockserver/journal",
		"mockserver/routing", "mockserver/sandbox", "mockserver/snapshot", "mockserver/store", "mockserver/world",
		"fixtures"},
	"mockserver/snapshot": {"contracts", "fixtures", "scenarios", "mockserver/engine"},

	"mockserver/adminclient": {"contracts", "scenarios"},
	"mockserver/console":     {"contracts"},
	"mockserver/pages":       {"contracts"},
	"mockserver/routing":     {},
}

// TestImportsRunOneWay holds the house against the plan: who wants to know how something is made can
// read downwards, and never in a circle.
func TestImportsRunOneWay(t *testing.T) {
	t.Parallel()
	for _, found := range goList(t, "linux", "./...") {
		floor := floorOf(t, found.ImportPath)
		for _, path := range found.Imports {
			if !within(path, module) {
				continue
			}
			below := floorOf(t, path)
			if below != floor && !slices.Contains(arrows[floor], below) {
				t.Errorf("%s imports %s: %s may stand on %q only", found.ImportPath, path, floor, arrows[floor])
			}
		}
	}
}

func floorOf(t *testing.T, path string) string {
	t.Helper()
	longest := ""
	for floor := range arrows {
		if within(path, module+"/"+floor) && len(floor) > len(longest) {
			longest = floor
		}
	}
	if longest == "" {
		t.Errorf("%s is on no floor of the house", path)
	}
	return longest
}

// within reports whether a package is the one of that path, or below it.
func within(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

func TestPackageComments(t *testing.T) {
	t.Parallel()
	for _, found := range goList(t, "linux", "./...") {
		if !strings.HasPrefix(found.Doc, "Package ") && !strings.HasPrefix(found.Doc, "Command ") {
			t.Errorf("%s has no package comment that says what it is for", found.ImportPath)
		}
	}
}
