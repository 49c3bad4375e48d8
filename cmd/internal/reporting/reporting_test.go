package reporting_test

import (
	"bytes"
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
	notes, problems := chosen.Write(t.Context(), suite(), false)
	if len(problems) > 0 || len(notes) != 1 || notes[0] != "wrote "+file {
		t.Errorf("got %q, %v", notes, problems)
	}
	if notes, problems = chosen.Write(t.Context(), suite(), true); len(notes)+len(problems) > 0 {
		t.Errorf("a file waits for nobody: %q, %v", notes, problems)
	}
	if err := reporting.Failure(suite()); err == nil || err.Error() != "broken: lookupCase/200/title" {
		t.Errorf("got %v", err)
	}
}
