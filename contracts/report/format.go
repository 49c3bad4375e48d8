package report

import (
	"fmt"
	"strings"

	"casemock/contracts/wording"
)

// Format is how a report file is written.
type Format string

// The formats of report files.
const (
	JUnit Format = "junit"
	JSON  Format = "json"
	HTML  Format = "html"
)

// format is one of the ways to write a report file.
type format struct {
	name Format
	// suites names the suites that a report holds. An error says that it is no such report.
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
}

func (f Format) find() (format, error) {
	for _, known := range formats {
		if known.name == f {
			return known, nil
		}
	}
	return format{}, fmt.Errorf("a report must be %s, not %s", formatList(), f)
}

// Target is a file to write a report to.
type Target struct {
	Format Format
	Path   string
}

// ParseTarget reads FORMAT=PATH, as in junit=report.xml. The error follows the text in a sentence.
func ParseTarget(text string) (Target, error) {
	format, path, found := strings.Cut(text, "=")
	target := Target{Format(format), path}
	if _, err := target.Format.find(); !found || err != nil || strings.TrimSpace(path) == "" {
		return Target{}, fmt.Errorf("must be %s", formatList())
	}
	return target, nil
}

// formatList is junit=PATH, json=PATH or html=PATH.
func formatList() string {
	texts := make([]string, len(formats))
	for i, known := range formats {
		texts[i] = string(known.name) + "=PATH"
	}
	return wording.Or(texts)
}

// String writes the target as it was given.
func (t Target) String() string { return string(t.Format) + "=" + t.Path }
