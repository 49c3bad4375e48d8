package reporting_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/reporting"
	"casemock/cmd/internal/settings"
	"casemock/contracts/report"
)

func read(t *testing.T, arguments ...string) *reporting.Reporting {
	t.Helper()
	var chosen reporting.Reporting
	table := settings.Table{Settings: chosen.Settings("CASEMOCK_")}
	if _, err := table.Read(arguments, func(string) (string, bool) { return "", false }); err != nil {
		t.Fatal(err)
	}
	return &chosen
}

func suite() report.Suite {
	return report.Suite{Report: &report.Report{Provider: "Case API", ProviderURL: "http://crm", Contract: "stories",
		Results: []*report.Result{{Scenario: "moving", Verdict: report.Broken, Findings: []report.Finding{
			{RuleID: "lookupCase/200/title", Severity: report.Failure}}}}}}
}

func TestConflicts(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "report")
	err := read(t, "--report", "json="+file, "--report", "html="+file).Conflicts()
	if err == nil || !strings.HasSuffix(err.Error(), "are the same file: give each a path of its own") {
		t.Errorf("got %v", err)
	}
	if err := read(t, "--report", "json="+file).Conflicts(); err != nil {
		t.Error(err)
	}
}

func TestAVerdictIsShownAndWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "new", "report.json")
	chosen := read(t, "--report", "json="+file)
	if err := chosen.Check(); err != nil {
		t.Fatal(err)
	}
	var console bytes.Buffer
	chosen.Show(t.Context(), commandline.Process{Stdout: &console}, "casemock", suite())
	if !strings.Contains(console.String(), "BROKEN  moving") {
		t.Errorf("got %s", &console)
	}
	notes, problems := chosen.Write(t.Context(), commandline.Process{}, suite(), false)
	if len(problems) > 0 || len(notes) != 1 || notes[0] != "wrote "+file {
		t.Errorf("got %q, %v", notes, problems)
	}
	if notes, problems = chosen.Write(t.Context(), commandline.Process{}, suite(), true); len(notes)+len(problems) > 0 {
		t.Errorf("a file waits for nobody: %q, %v", notes, problems)
	}
	if err := reporting.Failure(suite()); err == nil || err.Error() != "broken: lookupCase/200/title" {
		t.Errorf("got %v", err)
	}
}

func TestStandardOutputIsOneReports(t *testing.T) {
	t.Parallel()
	for _, arguments := range [][]string{
		{"--report", "json=-", "--report", "markdown=-"}, {"--report", "github", "--report", "junit=-"},
	} {
		err := read(t, arguments...).Conflicts()
		if err == nil || !strings.HasSuffix(err.Error(), "both go to standard output: give one of them a path") {
			t.Errorf("%q: got %v", arguments, err)
		}
	}
	if err := read(t, "--report", "github", "--report", "junit=report.xml").Conflicts(); err != nil {
		t.Error(err)
	}
}

// TestAReportOnStandardOutputIsAlone with the suites of all verdicts in one, and the console beside it.
func TestAReportOnStandardOutputIsAlone(t *testing.T) {
	t.Parallel()
	chosen := read(t, "--report", "json=-")
	var output, console bytes.Buffer
	p := commandline.Process{Stdout: &output, Stderr: &console}
	other := suite()
	other.Contract = "other stories"
	for _, each := range []report.Suite{suite(), other} {
		if notes, problems := chosen.Write(t.Context(), p, each, false); len(notes)+len(problems) > 0 {
			t.Errorf("got %q, %v", notes, problems)
		}
		chosen.Show(t.Context(), p, "casemock", each)
	}
	if output.Len() > 0 {
		t.Errorf("before the end, it got %s", &output)
	}
	chosen.Finish(t.Context(), p, "casemock")
	var told struct{ Suites []struct{ Contract string } }
	if err := json.Unmarshal(output.Bytes(), &told); err != nil || len(told.Suites) != 2 {
		t.Errorf("%v in %s", err, &output)
	}
	if strings.Count(console.String(), "BROKEN  moving") != 2 {
		t.Errorf("the console got %s", &console)
	}
}

func TestGitHubGetsAnnotationsAndASummary(t *testing.T) {
	t.Parallel()
	summary := filepath.Join(t.TempDir(), "summary.md")
	if err := os.WriteFile(summary, []byte("before\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	chosen := read(t, "--report", "github")
	var output bytes.Buffer
	p := commandline.Process{Stdout: &output, Environment: []string{"GITHUB_STEP_SUMMARY=" + summary}}
	if _, problems := chosen.Write(t.Context(), p, suite(), false); len(problems) > 0 {
		t.Fatal(problems)
	}
	chosen.Show(t.Context(), p, "casemock", suite())
	chosen.Finish(t.Context(), p, "casemock")
	if got := output.String(); !strings.Contains(got, "BROKEN  moving") ||
		!strings.Contains(got, "\n::error title=lookupCase/200/title::") {
		t.Errorf("standard output got %s", got)
	}
	if got, err := os.ReadFile(summary); err != nil || !strings.HasPrefix(string(got), "before\n## 1 of 1 expectation") {
		t.Errorf("the summary is %s, %v", got, err)
	}
}
