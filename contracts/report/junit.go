package report

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"casemock/contracts/printable"
)

// toolName marks our own JUnit reports; only those are added to.
const toolName = "casepact"

// testSuites is a JUnit report, in the form that the usual CI servers read.
type testSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	testCounts
	Suites []testSuite `xml:"testsuite"`
}

// testCounts are those of all suites and of each. Jenkins' xUnit plugin refuses a report whose
// testsuites say more.
type testCounts struct {
	Tests    int    `xml:"tests,attr"`
	Failures int    `xml:"failures,attr"`
	Errors   int    `xml:"errors,attr"`
	Time     string `xml:"time,attr"` // seconds
}

type testSuite struct {
	Name string `xml:"name,attr"`
	testCounts
	Skipped    int        `xml:"skipped,attr"`
	Timestamp  string     `xml:"timestamp,attr"`
	Properties []property `xml:"properties>property"`
	Cases      []testCase `xml:"testcase"`
	Output     *output    `xml:"system-out"`
}

type property struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type testCase struct {
	Class   string       `xml:"classname,attr"`
	Name    string       `xml:"name,attr"`
	Time    string       `xml:"time,attr"`
	Failure *testProblem `xml:"failure"`
	Skipped *testProblem `xml:"skipped"`
	Output  *output      `xml:"system-out"`
}

// output is what a test printed; nil for nothing.
type output struct {
	Text string `xml:",cdata"`
}

func newOutput(lines string) *output {
	if lines == "" {
		return nil
	}
	return &output{xmlText(lines)}
}

type testProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",cdata"`
}

func parseJUnit(report []byte) (testSuites, error) {
	var read testSuites
	if err := xml.Unmarshal(report, &read); err != nil {
		return testSuites{}, fmt.Errorf("it cannot be read: %w", err)
	}
	if read.Name != toolName {
		return testSuites{}, fmt.Errorf("its name is not %s", toolName)
	}
	return read, nil
}

func suitesOfJUnit(report []byte) ([]string, error) {
	read, err := parseJUnit(report)
	return read.names(), err
}

func (t testSuites) names() []string {
	names := make([]string, len(t.Suites))
	for i, suite := range t.Suites {
		names[i] = suite.Name
	}
	return names
}

func mergeJUnit(former []byte, suite Suite) ([]byte, error) {
	read := testSuites{Name: toolName}
	if former != nil {
		var err error
		if read, err = parseJUnit(former); err != nil {
			return nil, err
		}
	}
	made := newTestSuite(suite)
	if at := slices.Index(read.names(), made.Name); at >= 0 {
		read.Suites[at] = made
	} else {
		read.Suites = append(read.Suites, made)
	}
	read.count()
	encoded, err := xml.MarshalIndent(read, "", "  ")
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte(xml.Header), encoded, []byte("\n")), nil
}

// count sums the suites up.
func (t *testSuites) count() {
	var total time.Duration
	t.testCounts = testCounts{}
	for _, suite := range t.Suites {
		t.Tests += suite.Tests
		t.Failures += suite.Failures
		taken, _ := time.ParseDuration(suite.Time + "s")
		total += taken
	}
	t.Time = seconds(total)
}

// seconds is never negative, as a clock that was set back would have it.
func seconds(duration time.Duration) string {
	return fmt.Sprintf("%.3f", max(duration, 0).Seconds())
}

func newTestSuite(suite Suite) testSuite {
	made := testSuite{
		Name:      xmlText(suite.Name()), // as it will be read back, to find its place again
		Timestamp: suite.Started.UTC().Format("2006-01-02T15:04:05"),
		Properties: []property{
			{"consumer", suite.Consumer}, {"provider", suite.Provider},
			{"provider-url", suite.ProviderURL}, {"contract", suite.Contract},
		},
		Output: newOutput(causeLines(suite) + warningLines(suite)),
	}
	made.Time = seconds(suite.Duration)
	names := testNames(suite.Results)
	for i, result := range suite.Results {
		one := newTestCase(suite, result)
		one.Name = names[i]
		made.add(one)
	}
	return made
}

// causeLines tell what is wrong, each thing once.
func causeLines(suite Suite) string {
	var lines strings.Builder
	for _, cause := range suite.Causes() {
		lines.WriteString("wrong: " + printable.Escape(cause.Message) + ": " + cause.Extent(suite.unit()) + "\n")
	}
	return lines.String()
}

func warningLines(suite Suite) string {
	var lines strings.Builder
	for _, warning := range suite.Warnings {
		lines.WriteString("warning: " + printable.Escape(warning) + "\n")
	}
	return lines.String()
}

func (t *testSuite) add(one testCase) {
	t.Tests++
	switch {
	case one.Failure != nil:
		t.Failures++
	case one.Skipped != nil:
		t.Skipped++
	}
	t.Cases = append(t.Cases, one)
}

// newTestCase makes a failure of what is broken, and skips what is waived, pending or not exercised:
// only what is verified passes. With all required, a skip would be a gate left open.
func newTestCase(suite Suite, result *Result) testCase {
	made := testCase{
		// Up to its last dot it is the package.
		Class: suite.stableName() + "." + cmp.Or(string(result.Operation), suite.Unit, "other"),
		Time:  seconds(result.Duration),
	}
	switch result.Verdict {
	case Broken, Pending:
		made.Failure = failureOf(result)
		if suite.Pending || result.Verdict == Pending {
			made.Failure, made.Skipped = nil, &testProblem{Message: "pending: " + made.Failure.Message}
		}
	case NotExercised:
		reason := &testProblem{Message: result.Reason, Type: string(NotExercised)}
		if result.Remedy != "" {
			reason.Message += "; give " + result.Remedy
		}
		if suite.RequireAll && !suite.Pending && !result.Pending {
			made.Failure = reason
		} else {
			made.Skipped = reason
		}
	case Open:
		made.Skipped = &testProblem{Message: result.Reason, Type: string(Open)}
	case Waived:
		made.Skipped = waivedProblem(result)
	case Verified:
	}
	made.Output = newOutput(findingWarningLines(result))
	return made
}

// failureOf tells of every failure at once: many readers take one failure of a test case alone.
func failureOf(result *Result) *testProblem {
	failures := result.Failures()
	problem := &testProblem{Message: "broken"}
	if len(failures) > 0 {
		problem.Type = failures[0].RuleID
		problem.Message = failures[0].RuleID + ": " + failures[0].at() + sentenceOf(failures[0])
	}
	if more := len(failures) - 1; more > 0 {
		problem.Message += fmt.Sprintf(" (and %d more)", more)
	}
	c := newConsole(Style{})
	c.broken(result)
	problem.Text = xmlText(c.text.String())
	return problem
}

func waivedProblem(result *Result) *testProblem {
	problem := &testProblem{Type: string(Waived)}
	var texts []string
	for _, finding := range result.Findings {
		if finding.Waiver != nil {
			texts = append(texts, "waived: "+finding.RuleID+": "+until(finding.Waiver))
		}
	}
	problem.Message = strings.Join(texts, "; ")
	return problem
}

func findingWarningLines(result *Result) string {
	var lines strings.Builder
	for _, finding := range result.Findings {
		if finding.Severity == Warning {
			lines.WriteString("warning: " + printable.Escape((&warning{Finding: finding}).text()) + "\n")
		}
	}
	return lines.String()
}
