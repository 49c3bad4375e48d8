package report

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"casemock/contracts/printable"
)

// SummaryVariable names the file to which GitHub lets a step add Markdown, as the summary of its job.
const SummaryVariable = "GITHUB_STEP_SUMMARY"

// largestSummary is how much GitHub takes of one step, in bytes, with some room to spare.
const largestSummary = 1000 << 10

// mergeGitHub adds the workflow commands for a suite: an annotation for each thing that is wrong, since GitHub shows
// ten of a step, at the file of the first scenario that shows it. What is built in stands in no file of theirs.
func mergeGitHub(former []byte, suite Suite) ([]byte, error) {
	var lines strings.Builder
	level := "error"
	if suite.Pending {
		level = "warning"
	}
	for _, cause := range suite.Causes() {
		message := fmt.Sprintf("%s: %s: %s\n%s", cause.Message, cause.Extent(suite.Unit), cause.shownNames(),
			cause.first.Sentence)
		annotate(&lines, level, cause.result.Source, strings.Join(cause.Rules[:1], ""), message)
	}
	if missing := suite.Missing(); suite.RequireAll && !suite.Pending && len(missing) > 0 {
		annotate(&lines, level, "", "not exercised", "not exercised, and all are required: "+strings.Join(missing, ", "))
	}
	for _, warning := range suite.Warnings {
		annotate(&lines, "warning", "", suite.Provider, warning)
	}
	return append(former[:len(former):len(former)], lines.String()...), nil
}

// fileAndLine recognises the place of what stands in a file.
var fileAndLine = regexp.MustCompile(`^(.+):(\d+)$`)

// annotate writes a workflow command.
func annotate(to *strings.Builder, level, source, title, message string) {
	to.WriteString("::" + level + " ")
	if place := fileAndLine.FindStringSubmatch(source); place != nil {
		fmt.Fprintf(to, "file=%s,line=%s,", commandProperty(place[1]), place[2])
	}
	fmt.Fprintf(to, "title=%s::%s\n", commandProperty(title), commandData(message))
}

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer(":", "%3A", ",", "%2C")
)

// commandData is a text as a workflow command takes it.
func commandData(text string) string { return dataEscapes.Replace(printable.Escape(text)) }

func commandProperty(text string) string { return propertyEscapes.Replace(commandData(text)) }

// AddSummary adds Markdown about a suite to the summary of a job, which stands in a file.
func AddSummary(path string, suite Suite) error {
	text := markdownOf(suite)
	if len(text) > largestSummary {
		text = strings.ToValidUTF8(text[:largestSummary], "") + "\n…\n"
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("adding to the summary of the job: %w", err)
	}
	_, err = file.WriteString(text)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("adding to the summary of the job: %w", err)
	}
	return nil
}
