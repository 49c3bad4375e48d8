package report

import (
	"cmp"
	"fmt"
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
		for _, same := range proof.byCause() {
			c.failure(result, same)
		}
		if proof.Exchange != nil && !result.isStory() {
			c.line("\n  see it again:\n  %s", c.style.paint(dim, proof.Exchange.Curl()))
		}
	}
	if result.NotJudged != "" {
		c.line("")
		c.indented("  ", "not judged: "+result.NotJudged)
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

// failure shows findings that have one cause. What was shown with an expectation before is not shown whole again.
func (c *console) failure(result *Result, same []Finding) {
	finding := same[0]
	c.line("\n  %s", c.style.paint(red, finding.RuleID))
	c.indented("    ", finding.at()+sentenceOf(finding))
	if len(same) > 1 {
		c.indented("    ", fmt.Sprintf("and the same at %s", otherPlaces(same[1:])))
	}
	key := causeKey(finding)
	if where, told := c.told[key]; told && where != label(result) {
		c.indented("    ", "as in "+where+", above")
		return
	}
	c.told[key] = label(result)
	if finding.Sentence != finding.Expected { // which would say it once more
		c.indented("    ", "documented: "+finding.Sentence)
	}
	if finding.Expected != "" || finding.Actual != "" {
		c.beside(side{"expected", shownValue(finding.Expected)}, side{"received", shownValue(finding.Actual)})
	}
	if finding.Exchange != nil && finding.Sandbox != nil {
		c.beside(side{"the server's answer", finding.Exchange.answer()},
			side{"the sandbox's answer", finding.Sandbox.answer()})
	}
}

// otherPlaces are the paths of findings, and how many there are more than a line has room for.
func otherPlaces(findings []Finding) string {
	const most = 5
	paths := make([]string, 0, most)
	for _, finding := range findings[:min(len(findings), most)] {
		paths = append(paths, finding.Path)
	}
	text := strings.Join(paths, ", ")
	if more := len(findings) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
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
	case first == finding.Path || first == "answered" || finding.Path == "", finding.Path == CustomPart:
		return finding.Message
	case first == "is" || first == "must" || first == "stands" || strings.HasPrefix(first, "("):
		return finding.Path + " " + finding.Message
	}
	return finding.Path + ": " + finding.Message
}

// shownValue is never empty, so that a column is not taken for forgotten.
func shownValue(text string) string { return cmp.Or(pretty(text), "—") }
