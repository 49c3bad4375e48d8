package report

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// suiteNames reads the names of the suites in a report back.
func suiteNames(t *testing.T, target Target) []string {
	t.Helper()
	content, err := os.ReadFile(target.Path)
	if err != nil {
		t.Fatal(err)
	}
	format, err := target.Format.find()
	if err != nil {
		t.Fatal(err)
	}
	names, err := format.suites(content)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// write writes a suite that must be written, and says which others are in the file.
func write(t *testing.T, target Target, suite Suite) []string {
	t.Helper()
	if err := target.Check(); err != nil {
		t.Fatal(err)
	}
	written, err := target.Write(t.Context(), suite)
	if err != nil {
		t.Fatal(err)
	}
	return written.Others
}

// at is the sample for another server.
func at(url string) Suite {
	suite := sample()
	suite.ProviderURL = url
	return suite
}

func TestRunsDoNotOverwriteEachOther(t *testing.T) {
	t.Parallel()
	for _, format := range formats[:len(formats)-1] { // GitHub is no file
		t.Run(string(format.name), func(t *testing.T) {
			t.Parallel()
			target := Target{format.name, filepath.Join(t.TempDir(), "reports", "all")}
			one, two, partial := at("http://one"), at("http://two"), at("http://one")
			partial.Only = []string{"updateCase"}
			if others := write(t, target, one); len(others) > 0 {
				t.Errorf("a new report holds %q", others)
			}
			write(t, target, two)
			write(t, target, partial)
			others := write(t, target, one) // again
			if want := []string{two.Name(), partial.Name()}; !slices.Equal(others, want) {
				t.Errorf("got others %q, want %q", others, want)
			}
			want := []string{one.Name(), two.Name(), partial.Name()}
			if names := suiteNames(t, target); !slices.Equal(names, want) {
				t.Errorf("got %q, want %q", names, want)
			}
		})
	}
}

func TestASuiteIsReplacedByItsNextRun(t *testing.T) {
	t.Parallel()
	broken, mended := at("http://one"), at("http://one")
	mended.Results = mended.Results[:1]
	for _, format := range formats[:len(formats)-1] { // GitHub is no file
		t.Run(string(format.name), func(t *testing.T) {
			t.Parallel()
			once := mergeAll(t, format.name, mended)
			again := mergeAll(t, format.name, broken, mended)
			if string(once) != string(again) {
				t.Errorf("something of the former run is left:\n%s", again)
			}
		})
	}
}

func TestRunsAtTheSameTimeAreAllKept(t *testing.T) {
	t.Parallel()
	target := Target{JSON, filepath.Join(t.TempDir(), "report.json")}
	var running sync.WaitGroup
	for i := range 8 {
		running.Go(func() {
			if _, err := target.Write(t.Context(), at(fmt.Sprintf("http://host-%d", i))); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
	if names := suiteNames(t, target); len(names) != 8 {
		t.Errorf("got %q", names)
	}
}

func TestNothingIsLeftBehind(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	target := Target{HTML, filepath.Join(directory, "report.html")}
	write(t, target, sample())
	entries, err := os.ReadDir(directory)
	if err != nil || len(entries) != 1 {
		t.Errorf("got %v, %v", entries, err)
	}
}

func TestAnEmptyFileIsFilled(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "report")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, Target{JUnit, path}, sample())
}

func TestOtherFilesAreLeftAlone(t *testing.T) {
	t.Parallel()
	cut := mergeAll(t, JSON, sample())
	for name, test := range map[string]struct {
		format  Format
		content string
		want    string
	}{
		"notes":          {JUnit, "remember the milk", "it cannot be read"},
		"another tool's": {JUnit, `<testsuites name="jest"></testsuites>`, "its name is not casepact"},
		"another format": {JUnit, "{}", "it cannot be read"},
		"half a report":  {JSON, string(cut[:len(cut)/2]), "it cannot be read"},
		"other JSON":     {JSON, `{"suites": []}`, "its format is not casepact-report/1"},
		"no results":     {JSON, `{"format": "casepact-report/1", "suites": [{}]}`, "has no results"},
		"a null for result": {JSON,
			`{"format": "casepact-report/1", "suites": [{"results": [null]}]}`, "has no results"},
		"a page":        {HTML, "<!doctype html><p>hello", "it carries no verdicts"},
		"a broken page": {HTML, pageMarker + "{", "its verdicts cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "report")
			if err := os.WriteFile(path, []byte(test.content), 0o600); err != nil {
				t.Fatal(err)
			}
			target := Target{test.format, path}
			_, writeErr := target.Write(t.Context(), sample())
			for _, err := range []error{target.Check(), writeErr} {
				if err == nil || !strings.Contains(err.Error(), test.want) ||
					!strings.Contains(err.Error(), "give another path, or delete it") {
					t.Errorf("got %v", err)
				}
			}
			if content, _ := os.ReadFile(path); string(content) != test.content {
				t.Error("the file was changed")
			}
		})
	}
}

func TestPlacesThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	file := filepath.Join(directory, "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]Target{
		"below a file":   {JSON, filepath.Join(file, "report.json")},
		"a directory":    {JSON, directory},
		"unknown format": {"pdf", filepath.Join(directory, "report.pdf")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := target.Check(); err == nil {
				t.Error("nothing was said")
			}
			if _, err := target.Write(t.Context(), sample()); err == nil {
				t.Error("it was written")
			}
		})
	}
}

func TestParseTarget(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Target{
		"junit=a.xml": {JUnit, "a.xml"}, "json=a=b.json": {JSON, "a=b.json"}, "html=/x/y": {HTML, "/x/y"},
		"": {}, "junit": {}, "junit=": {}, "junit= ": {}, "xml=a": {}, "=a": {}, "JSON=a": {},
	} {
		got, err := ParseTarget(text)
		if got != want || (err == nil) != (want.Path != "") {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
		if err == nil && got.String() != text {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
}

func TestNamesTellRunsApart(t *testing.T) {
	t.Parallel()
	suite := Suite{Report: &Report{
		Provider: "Case API", ProviderURL: "https://crm", Contract: "x.json"}}
	if got, want := suite.Name(), "Case API at https://crm: x.json"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	suite.Only, suite.Skip = []string{"updateCase", "lookupCase"}, []string{"updateCase/422"}
	want := "Case API at https://crm: x.json (only updateCase, lookupCase, without updateCase/422)"
	if got := suite.Name(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestExitCode(t *testing.T) {
	t.Parallel()
	skipped := fine()
	skipped.Results = []*Result{neverResult()}
	required := skipped
	required.RequireAll = true
	waived := fine()
	waived.Results = []*Result{waivedResult()}
	for name, test := range map[string]struct {
		suite Suite
		want  int
	}{
		"pending": {nothing(), 0}, "verified": {fine(), 0}, "broken": {sample(), 1},
		"not exercised":              {skipped, 0},
		"not exercised and required": {required, 1}, "waived": {waived, 0},
	} {
		if got := test.suite.ExitCode(); got != test.want {
			t.Errorf("%s: got %d, want %d", name, got, test.want)
		}
	}
}
