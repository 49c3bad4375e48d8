package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// requireGolden compares with a file of testdata.
func requireGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (written anew by -update):\n%s", path, diff)
	}
}

func TestConsoleGolden(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		suite Suite
		style Style
	}{
		"console.txt":        {sample(), Style{}},
		"console-narrow.txt": {sample(), Style{Width: 60}},
		"console-colour.txt": {sample(), Style{Colour: true}},
		"console-fine.txt":   {fine(), Style{}},
		"console-none.txt":   {nothing(), Style{}},
		"console-story.txt":  {stories(), Style{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var text bytes.Buffer
			if err := Console(&text, test.suite, test.style); err != nil {
				t.Fatal(err)
			}
			requireGolden(t, name, text.Bytes())
		})
	}
}

func TestFileGolden(t *testing.T) {
	t.Parallel()
	required := sample()
	required.RequireAll = true
	for name, test := range map[string]struct {
		format Format
		suites []Suite
	}{
		"report.xml":          {JUnit, []Suite{sample()}},
		"report-required.xml": {JUnit, []Suite{required}},
		"report.json":         {JSON, []Suite{sample()}},
		"report.html":         {HTML, []Suite{sample()}},
		"report-two.html":     {HTML, []Suite{fine(), sample()}},
		"report-story.html":   {HTML, []Suite{stories()}},
		"report-story.xml":    {JUnit, []Suite{stories()}},
		"report-story.json":   {JSON, []Suite{stories()}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireGolden(t, name, mergeAll(t, test.format, test.suites...))
		})
	}
}

// mergeAll writes suites into one report, one after the other.
func mergeAll(t *testing.T, name Format, suites ...Suite) []byte {
	t.Helper()
	format, err := name.find()
	if err != nil {
		t.Fatal(err)
	}
	var content []byte
	for _, suite := range suites {
		if content, err = format.merge(content, suite); err != nil {
			t.Fatal(err)
		}
	}
	return content
}
