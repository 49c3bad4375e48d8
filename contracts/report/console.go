package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"casemock/contracts/printable"
	"casemock/contracts/wording"
)

// Console writes a suite for people: what is broken and how to see it again, what is waived, what
// was not exercised and what to give, warnings, and at the end the table of operations by status.
func Console(w io.Writer, suite Suite, style Style) error {
	c := newConsole(style)
	c.title(suite)
	c.causes(suite)
	for _, result := range suite.with(Broken) {
		c.broken(result)
	}
	for _, result := range suite.with(Pending) {
		c.broken(result)
	}
	c.waived(suite)
	c.reasons("OPEN", suite, Open)
	c.reasons("NOT EXERCISED", suite, NotExercised)
	c.warnings(suite)
	if suite.exercised() == 0 {
		c.section(yellow, "NOTHING WAS EXERCISED")
		c.indented("  ", "This run says nothing about the "+suite.side()+".")
	}
	c.table(suite)
	_, err := io.WriteString(w, c.text.String())
	return err
}

// console is a report while it is being written.
type console struct {
	style Style
	text  strings.Builder
	// told are the causes that were shown with all that belongs to them, and where.
	told map[string]string
}

func newConsole(style Style) *console { return &console{style: style, told: map[string]string{}} }

// line writes a line. Texts are made printable unless they have been painted.
func (c *console) line(format string, arguments ...any) {
	for i, argument := range arguments {
		if text, raw := argument.(string); raw {
			arguments[i] = printable.Escape(text)
		}
	}
	c.text.WriteString(strings.TrimRight(fmt.Sprintf(format, arguments...), " ") + "\n")
}

// indented writes a text that may need several lines.
func (c *console) indented(indent, text string) {
	for _, line := range wording.Wrap(text, c.style.width()-len(indent)) {
		c.line("%s%s", indent, line)
	}
}

// section begins a part of the report.
func (c *console) section(colour, head string) { c.line("\n%s", c.style.paint(bold+colour, head)) }

func (c *console) title(suite Suite) {
	c.line("%s", c.style.paint(bold, suite.Name()))
	c.line("%s in %s", wording.Count(suite.Counts().Total(), suite.unit()), rounded(suite.Duration))
	if suite.Pending {
		c.line("This pact is pending: nothing in it fails the run.")
	}
}

// causes tells what is wrong, each thing once, where it breaks more than one result.
func (c *console) causes(suite Suite) {
	if len(suite.with(Broken)) < 2 {
		return
	}
	c.section(red, "WHAT IS WRONG")
	for _, cause := range suite.Causes() {
		c.indented("  ", cause.Message)
		c.indented("    ", cause.Extent(suite.unit())+": "+cause.shownNames())
	}
}

func rounded(duration time.Duration) time.Duration { return duration.Round(time.Millisecond) }

func (c *console) waived(suite Suite) {
	results := suite.with(Waived)
	if len(results) == 0 {
		return
	}
	c.section(yellow, "WAIVED")
	for _, result := range results {
		c.line("  %s", label(result))
		for _, finding := range result.Findings {
			if finding.Waiver != nil {
				c.indented("    ", finding.RuleID+": "+until(finding.Waiver))
			}
		}
	}
}

// until says why a rule is waived, and for how long.
func until(waiver *Waiver) string {
	return fmt.Sprintf("%s (until %s, %s:%d)", waiver.Reason, waiver.Expires.Format(time.DateOnly),
		waiver.File, waiver.Line)
}

func (c *console) reasons(head string, suite Suite, verdict Verdict) {
	reasons := suite.reasons(verdict)
	if len(reasons) == 0 {
		return
	}
	c.section(yellow, head)
	for _, reason := range reasons {
		c.indented("  ", reason.Text)
		c.indented("    ", reason.shownLabels(suite.Client))
		if reason.Remedy != "" {
			c.indented("    ", "give: "+reason.Remedy)
		}
	}
}

func (c *console) warnings(suite Suite) {
	found := suite.findingWarnings()
	if len(found)+len(suite.Warnings) == 0 {
		return
	}
	c.section(yellow, "WARNINGS")
	for _, text := range suite.Warnings {
		c.indented("  ", text)
	}
	for _, warning := range found {
		c.indented("  ", warning.text())
	}
}

// text is the warning in a sentence, with how often it was met.
func (w *warning) text() string {
	text := w.RuleID + ": " + w.Message
	if w.Actual != "" {
		text += ", received " + w.Actual
	}
	if w.Times > 1 {
		text += fmt.Sprintf(" (and %d more)", w.Times-1)
	}
	return text
}

// table ends the report.
func (c *console) table(suite Suite) {
	const nameWidth, cellWidth = 24, 5
	table := suite.table()
	if len(table.Rows) == 0 {
		c.stories(suite)
		return
	}
	head := strings.Repeat(" ", nameWidth)
	for _, status := range table.Statuses {
		head += fmt.Sprintf("%*d", cellWidth, status)
	}
	c.section("", head)
	for _, row := range table.Rows {
		line := painted(padded(row.Operation, nameWidth))
		for _, cell := range row.Cells {
			line += painted(strings.Repeat(" ", cellWidth-1)) +
				c.style.paint(colourOf(cell.Verdict), padded(cell.symbol(), 1))
		}
		c.line("%s", line)
	}
	c.line("\n%s", c.totals(suite))
}

// stories ends the report where there is no table.
func (c *console) stories(suite Suite) {
	c.line("")
	for _, result := range suite.Results {
		c.line("%s %s", c.style.paint(colourOf(result.Verdict), padded(symbol(result.Verdict), 1)), label(result))
	}
	c.line("\n%s", c.totals(suite))
}

// totals explains the symbols and counts the expectations at once.
func (c *console) totals(suite Suite) painted {
	var totals painted
	counts := suite.Counts()
	for _, verdict := range Verdicts() {
		number := *counts.of(verdict)
		if number == 0 && (verdict == Waived || verdict == Pending || verdict == Open) {
			continue
		}
		colour := colourOf(verdict)
		if number == 0 {
			colour = dim
		}
		part := fmt.Sprintf("%s %d %s", symbol(verdict), number, suite.word(verdict))
		if totals != "" {
			totals += "   "
		}
		totals += c.style.paint(colour, part)
	}
	return totals
}
