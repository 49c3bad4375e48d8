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
	c.indented("  ", kind(result)+": "+where(result))
	for _, proof := range failures(result) {
		for _, finding := range proof.Findings {
			c.failure(finding)
		}
		if proof.Exchange != nil && !result.isStory() {
			c.line("\n  see it again:\n  %s", c.style.paint(dim, proof.Exchange.Curl()))
		}
	}
	c.story(result)
}

// story shows how a story comes to what is broken: itself where it stands in no file, and its requests.
func (c *console) story(result *Result) {
	if result.Story != "" {
		c.line("\n  the story:")
		for line := range strings.Lines(result.Story) {
			c.line("    %s", strings.TrimSuffix(line, "\n"))
		}
	}
	for i, step := range result.leadingUp() {
		if i == 0 {
			c.line("\n  see it again:")
		}
		c.line("  %s", c.style.paint(dim, step.Curl()))
	}
}

func (c *console) failure(finding Finding) {
	c.line("\n  %s", c.style.paint(red, finding.RuleID))
	c.indented("    ", finding.at()+sentenceOf(finding))
	c.indented("    ", "documented: "+finding.Sentence)
	if finding.Expected != "" || finding.Actual != "" {
		c.beside(side{"expected", shownValue(finding.Expected)}, side{"received", shownValue(finding.Actual)})
	}
	if finding.Exchange != nil && finding.Sandbox != nil {
		c.beside(side{"the server's answer", finding.Exchange.answer()},
			side{"the sandbox's answer", finding.Sandbox.answer()})
	}
}

func (c *console) beside(left, right side) {
	const indent = "    "
	lines := sideBySide(left, right, c.style.width()-len(indent))
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
