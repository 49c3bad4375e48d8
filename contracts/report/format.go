package report

import (
	"errors"
	"fmt"
	"strings"

	"casemock/contracts/wording"
)

// Format is how a report is written.
type Format string

// The formats of reports.
const (
	JUnit    Format = "junit"
	JSON     Format = "json"
	HTML     Format = "html"
	Markdown Format = "markdown"
	// GitHub is no file: its lines go to standard output, where a workflow finds them, and Markdown is added to the
	// summary of the job.
	GitHub Format = "github"
)

// format is one of the ways to write a report.
type format struct {
	name Format
	// suites names the suites that a report holds. An error says that it is no such report. Nil for a format that is
	// never read.
	suites func(report []byte) ([]string, error)
	// merge puts a suite into a report, in the place of the one of its name; former is nil for a new
	// report.
	merge func(former []byte, suite Suite) ([]byte, error)
}

// formats lists what can be written.
var formats = []format{
	{JUnit, suitesOfJUnit, mergeJUnit},
	{JSON, suitesOfJSON, mergeJSON},
	{HTML, suitesOfHTML, mergeHTML},
	{Markdown, suitesOfMarkdown, mergeMarkdown},
	{GitHub, nil, mergeGitHub},
}

func (f Format) find() (format, error) {
	for _, known := range formats {
		if known.name == f {
			return known, nil
		}
	}
	return format{}, fmt.Errorf("a report must be %s, not %s", formatList(), f)
}

// standardOutput is the path that stands for it.
const standardOutput = "-"

// Target is where to write a report to.
type Target struct {
	Format Format
	Path   string // of a file, or - for standard output; empty for GitHub, which has none
}

// ParseTarget reads FORMAT=PATH, as in junit=report.xml or json=-, or github. The error follows the text in a sentence.
func ParseTarget(text string) (Target, error) {
	name, path, hasPath := strings.Cut(text, "=")
	target := Target{Format(name), path}
	known, err := target.Format.find()
	switch {
	case err != nil:
		return Target{}, errors.New("must be " + formatList() + wording.DidYouMean(name, formatNames()))
	case known.suites == nil && hasPath:
		return Target{}, fmt.Errorf("must be %s alone: it goes to standard output and to the summary of the job", name)
	case known.suites != nil && strings.TrimSpace(path) == "":
		return Target{}, fmt.Errorf("must say where: %[1]s=PATH, or %[1]s=- for standard output", name)
	}
	return target, nil
}

// IsStandardOutput reports whether the report goes there, and to no file.
func (t Target) IsStandardOutput() bool { return t.Path == standardOutput || t.Format == GitHub }

func formatNames() []string {
	names := make([]string, len(formats))
	for i, known := range formats {
		names[i] = string(known.name)
	}
	return names
}

// formatList is junit=PATH, json=PATH and so on.
func formatList() string {
	texts := formatNames()
	for i, known := range formats {
		if known.suites != nil {
			texts[i] += "=PATH"
		}
	}
	return wording.Or(texts)
}

// String writes the target as it was given.
func (t Target) String() string { return strings.TrimSuffix(string(t.Format)+"="+t.Path, "=") }

// Add puts a suite into the report for standard output that was made so far, nil for none.
func (t Target) Add(former []byte, suite Suite) ([]byte, error) {
	known, err := t.Format.find()
	if err != nil {
		return nil, err
	}
	return known.merge(former, suite)
}
