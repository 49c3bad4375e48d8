package scenarios_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/scenarios"

	"github.com/google/go-cmp/cmp"
)

// directory writes files and answers the directory they are in.
func directory(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// load answers the problems with the directory cut from them.
func load(root string, paths ...string) (*scenarios.Set, string) {
	for i, path := range paths {
		paths[i] = filepath.Join(root, path)
	}
	set, problems := scenarios.Load(caseapi.New(structures()), paths...)
	return set, strings.ReplaceAll(lines(problems), root+string(filepath.Separator), "")
}

func mine(name, operation string, rest ...string) string {
	return "name: " + name + "\noperation: " + operation + "\nresponses: [{status: 500}]\n" +
		strings.Join(rest, "\n") + "\n"
}

func namesOf(list []*scenarios.Scenario) []string {
	var names []string
	for _, scenario := range list {
		names = append(names, scenario.Name)
	}
	return names
}

func TestLoad(t *testing.T) {
	t.Parallel()
	root := directory(t, map[string]string{
		"b.yaml":          mine("second", "updateCase", "live: true") + "---\n" + mine("third", "lookupCase"),
		"a/deep/one.yml":  mine("first", "updateCase", "live: true"),
		"replace.yaml":    mine("updateCase/500", "updateCase"),
		"a/notes.txt":     "not: yaml: at: all",
		"a/.hidden.yaml":  "nor this",
		"a/comments.yaml": "# nothing yet\n",
	})
	set, problems := load(root, ".")
	if problems != "" {
		t.Fatal(problems)
	}
	if diff := cmp.Diff([]string{"first", "second"}, namesOf(set.Live(caseapi.UpdateCase))); diff != "" {
		t.Error(diff)
	}
	own, ok := set.ByStatus(caseapi.UpdateCase, 500)
	if !ok || own.Source.BuiltIn || !strings.HasSuffix(own.Source.String(), "replace.yaml:1") {
		t.Errorf("500 is answered by %s", own.Source)
	}
	third, ok := set.Find("third")
	if !ok || !strings.HasSuffix(third.Source.String(), "b.yaml:6") ||
		third.YAML != mine("third", "lookupCase") {
		t.Errorf("%s: %q", third.Source, third.YAML)
	}
	if builtIn, ok := set.Find("updateCase/422"); !ok || builtIn.Source.String() != "built in" {
		t.Error("the built-in scenarios are gone")
	}
	if _, ok := set.Find("fourth"); ok {
		t.Error("found what is not there")
	}
}

func TestOrderOfAll(t *testing.T) {
	t.Parallel()
	root := directory(t, map[string]string{"own.yaml": mine("later", "lookupCase") + "---\n" +
		"name: updateCase/400\noperation: updateCase\nresponses: [{status: 400}]\n---\n" +
		mine("own", "updateCase")})
	set, problems := load(root, "own.yaml")
	if problems != "" {
		t.Fatal(problems)
	}
	own, builtIn := namesOf(set.All()), namesOf(scenarios.BuiltIn().All())
	if len(own) != len(builtIn)+2 {
		t.Errorf("%d scenarios and %d built-in ones", len(own), len(builtIn))
	}
	at := 0
	for _, name := range own {
		if name == "own" || name == "later" {
			continue
		}
		if name != builtIn[at] {
			t.Fatalf("%s stands in the place of %s", name, builtIn[at])
		}
		at++
	}
	seen := map[string]bool{}
	for _, name := range own {
		if seen[name] {
			t.Errorf("%s is listed twice", name)
		}
		seen[name] = true
	}
}

func TestLoadKeepsWhatIsRight(t *testing.T) {
	t.Parallel()
	root := directory(t, map[string]string{
		"broken.yaml": mine("right", "updateCase") + "---\n" + mine("wrong", "updateCas"),
	})
	set, problems := load(root, "broken.yaml")
	want := "broken.yaml:7:12: operation cannot be \"updateCas\"; did you mean updateCase?\n"
	if problems != want {
		t.Errorf("got %s, want %s", problems, want)
	}
	if _, ok := set.Find("right"); !ok {
		t.Error("the right scenario was left out")
	}
	if _, ok := set.Find("wrong"); ok {
		t.Error("the wrong scenario was taken")
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	root := directory(t, map[string]string{
		"one.yaml":    mine("mine", "updateCase"),
		"two.yaml":    mine("other", "updateCase") + "---\n" + mine("mine", "updateCase"),
		"binary.yaml": "\x89PNG\r\n\x1a\n\x00", "huge.yaml": "", "latin1.yaml": "summary: caf\xe9\n",
	})
	if err := os.Truncate(filepath.Join(root, "huge.yaml"), 50<<20); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{"round.yaml": "round.yaml", "up": "."} {
		if err := os.Symlink(to, filepath.Join(root, from)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	_, problems := load(root, ".", "none.yaml", "one.yaml")
	want := `binary.yaml:3:1: is not text: it has a zero byte here; is it a binary file, or UTF-16?
huge.yaml:1:1: is larger than 1 MiB; split it into several files
latin1.yaml:1:13: is not UTF-8 text here; save the file as UTF-8
none.yaml:1:1: does not exist
one.yaml:1:7: name is mine, and so is that of the scenario at two.yaml:6:7
round.yaml:1:1: cannot be read: its symbolic links lead round in a circle
two.yaml:6:7: name is mine, and so is that of the scenario at one.yaml:1:7
up:1:1: leads back to a directory above it; remove the symbolic link
`
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
}

// TestBodiesThatAreTooLarge repeats a text by aliases, which is the simplest way over the size of a file.
func TestBodiesThatAreTooLarge(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"fixed":    strings.Repeat("x", 15<<10),
		"inserted": "{{.request.path.id}}" + strings.Repeat("x", 15<<10),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			large := "name: large\noperation: updateCase\nsummary: 'It is too large.'\ncontract: false\nresponses:\n" +
				"  - status: 503\n    undocumented: true\n    body: [&text '" + text + "'" +
				strings.Repeat(", *text", 70) + "]\n"
			_, problems := load(directory(t, map[string]string{"large.yaml": large}), ".")
			want := "large.yaml:8:11: responses[0].body makes an answer of more than 1 MiB\n"
			if diff := cmp.Diff(want, problems); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLoadOfADirectory(t *testing.T) {
	t.Parallel()
	root := directory(t, map[string]string{"a.yaml": mine("mine", "updateCas")})
	if _, problems := scenarios.Load(caseapi.New(structures()), root); len(problems) != 1 {
		t.Errorf("got %v", problems)
	}
	if _, problems := scenarios.Load(caseapi.New(structures())); len(problems) != 0 {
		t.Errorf("nothing to lint, and yet %v", problems)
	}
}

func TestLiveAndNearest(t *testing.T) {
	t.Parallel()
	request := func(path, title string) string {
		return "live: true\ncontract: false\n" +
			"request: {path: {id: '" + path + "'}, body: {title: " + title + "}}"
	}
	root := directory(t, map[string]string{"own.yaml": strings.Join([]string{
		mine("a", "updateCase", request("1", "A")), mine("b", "updateCase", request("2", "B")),
		mine("also-b", "updateCase", request("2", "B"))}, "---\n")})
	set, problems := load(root, "own.yaml")
	if problems != "" {
		t.Fatal(problems)
	}
	call := scenarios.Call{Operation: caseapi.MustOperation(caseapi.UpdateCase),
		Path: map[string]string{"id": "2"}, Body: map[string]any{"title": "B"}}
	if found := match(set, call); found == nil || found.Name != "b" {
		t.Errorf("answered by %v", found)
	}
	if nearest, _ := set.Nearest(call); nearest != nil {
		t.Errorf("%s is near although one matches", nearest.Name)
	}
	call.Body = map[string]any{"title": "C"}
	nearest, mismatch := set.Nearest(call)
	if match(set, call) != nil || nearest == nil || nearest.Name != "b" ||
		mismatch.Error() != `body.title: expected "B", got "C"` {
		t.Errorf("nearest is %v: %v", nearest, mismatch)
	}
	call.Operation = caseapi.MustOperation(caseapi.LookupCase)
	if nearest, _ := set.Nearest(call); nearest != nil {
		t.Error("near although there is no live scenario")
	}
}

// match finds the live scenario that answers a call; nil when none does.
func match(set *scenarios.Set, call scenarios.Call) *scenarios.Scenario {
	for _, scenario := range set.Live(call.Operation.Name) {
		if scenario.Request.Fits(call) {
			return scenario
		}
	}
	return nil
}

// Stories may lie beside scenarios, in a file or a directory.
func TestStoriesArePassedOver(t *testing.T) {
	t.Parallel()
	found, problems := scenarios.Parse(caseapi.New(structures()), "both.yaml", []byte(
		"story: closing\nsteps: [{operation: nothing}]\n---\nname: ours\noperation: lookupCase\nresponses: [{status: 404}]"))
	if len(problems) > 0 || len(found) != 1 || found[0].Name != "ours" {
		t.Errorf("got %v, %v", found, problems)
	}
}
