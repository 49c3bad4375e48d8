package report

import (
	"cmp"
	"strings"
)

// broken writes an expectation that is broken, or would be if its consumer counted on it: each
// failure, and how to see it again.
func (c *console) broken(result *Result) {
	colour, head := red, "BROKEN"
	if result.Verdict == Pending {
		colour, head = yellow, "PENDING"
	}
	c.line("\n%s  %s", c.style.paint(bold+colour, head), c.style.paint(bold, label(result)))
	if result.Verdict == Pending {
		c.indented("  ", "The consumer marked it as pending: that it is broken fails nothing.")
	}
	if text := summary(result); text != label(result) {
		c.indented("  ", text)
	}
	c.indented("  ", "scenario: "+where(result))
	for _, proof := range failures(result) {
		for _, finding := range proof.Findings {
			c.failure(finding)
		}
		if proof.Exchange != nil {
			c.line("\n  see it again:\n  %s", c.style.paint(dim, proof.Exchange.Curl()))
		}
	}
}

func (c *console) failure(finding Finding) {
	c.line("\n  %s", c.style.paint(red, finding.RuleID))
	c.indented("    ", sentenceOf(finding))
	c.indented("    ", "documented: "+finding.Sentence)
	if finding.Expected == "" && finding.Actual == "" {
		return
	}
	const indent = "    "
	lines := sideBySide(side{"expected", shownValue(finding.Expected)},
		side{"received", shownValue(finding.Actual)}, c.style.width()-len(indent))
	c.line("%s%s", indent, c.style.paint(bold, lines[0]))
	for _, line := range lines[1:] {
		c.line("%s%s", indent, line)
	}
}

// sentenceOf says what is wrong and where. Some messages follow the place in a sentence, some name
// it themselves.
func sentenceOf(finding Finding) string {
	first, _, _ := strings.Cut(finding.Message, " ")
	switch {
	case first == finding.Path || first == "answered" || finding.Path == "":
		return finding.Message
	case first == "is" || first == "must" || first == "stands":
		return finding.Path + " " + finding.Message
	}
	return finding.Path + ": " + finding.Message
}

// shownValue is never empty, so that a column is not taken for forgotten.
func shownValue(text string) string { return cmp.Or(pretty(text), "—") }
