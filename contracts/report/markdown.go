package report

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"regexp"
	"strings"
	"time"

	"casemock/contracts/printable"
	"casemock/contracts/wording"
)

// mostDetailed is how many broken results a Markdown report tells in full: it is read in a browser, as a comment or
// as the summary of a job.
const mostDetailed = 30

// suiteMark stands around each suite, so that the verdict of another run can be added, or take its place.
var (
	suiteMark = regexp.MustCompile(`(?s)<!-- casepact suite: (.*?) -->\n.*?<!-- casepact end -->\n`)
	comment   = strings.NewReplacer("--", "—", "\n", " ", "\r", " ")
)

func suitesOfMarkdown(report []byte) ([]string, error) {
	var names []string
	for _, found := range suiteMark.FindAllSubmatch(report, -1) {
		names = append(names, string(found[1]))
	}
	if len(names) == 0 {
		return nil, errors.New("it carries no verdicts")
	}
	return names, nil
}

func mergeMarkdown(former []byte, suite Suite) ([]byte, error) {
	name := comment.Replace(suite.Name())
	made := fmt.Appendf(nil, "<!-- casepact suite: %s -->\n%s<!-- casepact end -->\n", name, markdownOf(suite))
	for _, at := range suiteMark.FindAllSubmatchIndex(former, -1) {
		if string(former[at[2]:at[3]]) == name {
			return bytes.Join([][]byte{former[:at[0]], made, former[at[1]:]}, nil), nil
		}
	}
	return append(former[:len(former):len(former)], made...), nil
}

// markdownOf tells of a suite in the Markdown of GitHub and GitLab: what is wrong, the table, and the details
// folded.
func markdownOf(suite Suite) string {
	var m markdown
	view := suiteView{documentSuite: newDocumentSuite(suite)}
	m.line("## %s", inline(view.Headline()))
	m.line("\n%s, %s in %s", inline(suite.Name()), wording.Count(suite.Counts().Total(), suite.unit()),
		suite.Duration.Round(time.Millisecond))
	m.causes(suite)
	m.table(suite)
	m.details(suite)
	m.reasons("Open", suite, Open)
	m.reasons("Not exercised", suite, NotExercised)
	m.warnings(suite)
	m.line("")
	return m.text.String()
}

// markdown is a report while it is being written.
type markdown struct{ text strings.Builder }

func (m *markdown) line(format string, arguments ...any) {
	fmt.Fprintf(&m.text, format+"\n", arguments...)
}

func (m *markdown) causes(suite Suite) {
	causes := suite.Causes()
	if len(causes) == 0 {
		return
	}
	m.line("\n### What is wrong\n")
	for _, cause := range causes {
		m.line("- **%s**: %s (%s)", inline(cause.Message), cause.Extent(suite.Unit), codes(cause.Rules))
	}
}

func (m *markdown) table(suite Suite) {
	table := suite.table()
	if len(table.Rows) == 0 {
		return
	}
	m.text.WriteString("\n| |")
	for _, status := range table.Statuses {
		fmt.Fprintf(&m.text, " %d |", status)
	}
	m.line("\n|---|%s", strings.Repeat(":-:|", len(table.Statuses)))
	for _, row := range table.Rows {
		m.text.WriteString("| " + inline(row.Operation) + " |")
		for _, cell := range row.Cells {
			m.text.WriteString(" " + cell.symbol() + " |")
		}
		m.line("")
	}
	m.line("\n✓ %s, ✗ broken, ○ not exercised, ~ waived, %s", suite.word(Verified), suite.others())
}

// others explains the symbol that only one of the sides has.
func (s Suite) others() string {
	if s.Client {
		return "… open"
	}
	return "? pending"
}

// details tell of each broken result, folded.
func (m *markdown) details(suite Suite) {
	broken := suite.with(Broken)
	if len(broken) > 0 {
		m.line("\n### Broken")
	}
	for _, result := range broken[:min(len(broken), mostDetailed)] {
		m.line("\n<details><summary>%s</summary>\n", html.EscapeString(printable.Line(label(result))))
		for _, proof := range failures(result) {
			for _, same := range proof.byCause() {
				m.finding(same)
			}
			if proof.Exchange != nil && !result.isStory() {
				m.code("sh", proof.Exchange.Curl())
			}
		}
		if result.NotJudged != "" {
			m.line("\nnot judged: %s", inline(result.NotJudged))
		}
		for _, step := range result.leadingUp() {
			m.code("sh", step.Curl())
		}
		m.line("\n</details>")
	}
	if more := len(broken) - mostDetailed; more > 0 {
		m.line("\nand %d more, which the other reports tell", more)
	}
}

func (m *markdown) finding(same []Finding) {
	finding := same[0]
	m.line("- `%s`: %s", codeText(finding.RuleID), inline(finding.at()+sentenceOf(finding)))
	if len(same) > 1 {
		m.line("  - and the same at %s", inline(otherPlaces(same[1:])))
	}
	if finding.Sentence != finding.Expected { // which would say it once more
		m.line("  - documented: %s", inline(finding.Sentence))
	}
	for _, side := range []struct{ name, text string }{{"expected", finding.Expected}, {"received", finding.Actual}} {
		if side.text != "" {
			m.line("  - %s: `%s`", side.name, codeText(wording.Shorten(printable.Line(side.text), longestValue)))
		}
	}
}

// longestValue is how many characters of a value a line has room for.
const longestValue = 300

// code is a block that no text in it can end.
func (m *markdown) code(language, text string) {
	fence := "```"
	text = strings.ReplaceAll(text, "<!-- casepact", "<!- casepact")
	for strings.Contains(text, fence) {
		fence += "`"
	}
	m.line("\n%s%s\n%s\n%s", fence, language, printable.Escape(text), fence)
}

func (m *markdown) reasons(head string, suite Suite, verdict Verdict) {
	reasons := suite.reasons(verdict)
	if len(reasons) == 0 {
		return
	}
	m.line("\n### %s\n", head)
	for _, reason := range reasons {
		text := inline(reason.Text)
		if reason.Remedy != "" {
			text += "; give " + inline(reason.Remedy)
		}
		m.line("- %s: %s", text, inline(reason.shownLabels(suite.Client)))
	}
}

func (m *markdown) warnings(suite Suite) {
	minor := suite.findingWarnings()
	if len(minor)+len(suite.Warnings) == 0 {
		return
	}
	m.line("\n### Warnings\n")
	for _, text := range suite.Warnings {
		m.line("- %s", inline(text))
	}
	for _, warning := range minor {
		m.line("- %s", inline(warning.text()))
	}
}

// markup are the characters that mean something in a line of Markdown, or in HTML.
var markup = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]",
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "|", "\\|", "#", "\\#", "@", "@\u200b", "~", "\\~")

// inline is a text in a line, as it is: without markup, and naming nobody.
func inline(text string) string { return markup.Replace(printable.Line(text)) }

// codeText is a text between back quotes.
func codeText(text string) string {
	return strings.NewReplacer("`", "'", "|", "¦").Replace(printable.Line(text))
}

// codes are rules in a line.
func codes(rules []string) string {
	texts := make([]string, len(rules))
	for i, rule := range rules {
		texts[i] = "`" + codeText(rule) + "`"
	}
	return strings.Join(texts, ", ")
}
