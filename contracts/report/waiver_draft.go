package report

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"casemock/contracts/printable"
)

// DraftWaivers makes a waiver file of a JSON or HTML report: an entry for each rule that is broken in it, with what
// is wrong, and a reason that somebody has to fill in. The error says that it is no such report, or that nothing in
// it is broken.
func DraftWaivers(report []byte, expires time.Time) ([]byte, error) {
	read, err := parseDocument(report)
	if bytes.Contains(report, []byte(pageMarker)) {
		read, err = parsePage(report)
	}
	if err != nil {
		return nil, fmt.Errorf("it is no JSON or HTML report: %w", err)
	}
	var text strings.Builder
	told := map[string]bool{}
	for _, suite := range read.Suites {
		for _, cause := range suite.Causes() {
			for _, rule := range cause.Rules {
				if told[rule] {
					continue
				}
				told[rule] = true
				fmt.Fprintf(&text, "# %s\n- rule: %q\n  reason: \"\"  # who knows of it, and what is being done\n  expires: %s\n",
					printable.Line(cause.Message), rule, expires.Format(time.DateOnly))
			}
		}
	}
	if text.Len() == 0 {
		return nil, errors.New("nothing in it is broken: there is nothing to waive")
	}
	return []byte(text.String()), nil
}
