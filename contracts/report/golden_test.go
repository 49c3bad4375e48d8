package report

import (
	"bytes"
	"testing"

	"casemock/contracts/golden"
)

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
		"console-causes.txt": {oneCauseInMany(), Style{}},
		"console-client.txt": {clients(), Style{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var text bytes.Buffer
			if err := Console(&text, test.suite, test.style); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, "testdata/"+name, text.Bytes())
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
		"report.md":           {Markdown, []Suite{sample(), fine()}},
		"report-story.md":     {Markdown, []Suite{stories()}},
		"report-client.xml":   {JUnit, []Suite{clients()}},
		"report-client.html":  {HTML, []Suite{clients()}},
		"report-client.md":    {Markdown, []Suite{clients()}},
		"github.txt":          {GitHub, []Suite{sample(), required}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden.Compare(t, "testdata/"+name, mergeAll(t, test.format, test.suites...))
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
