package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/mockserver"
)

// outcome is what a command printed, and its exit code.
type outcome struct {
	code           int
	stdout, stderr string
}

// run runs the command in this process.
func run(environment []string, arguments ...string) outcome {
	var stdout, stderr bytes.Buffer
	code := program().Run(commandline.Process{Arguments: arguments, Environment: environment,
		Stdout: &stdout, Stderr: &stderr})
	return outcome{code, stdout.String(), stderr.String()}
}

// verdicts reads the table of a JSON report with one suite.
func verdicts(t *testing.T, path string) map[string]report.Verdict {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Suites []struct{ Table []report.PairResult }
	}
	if err := json.Unmarshal(content, &read); err != nil {
		t.Fatal(err)
	}
	table := map[string]report.Verdict{}
	for _, row := range read.Suites[0].Table {
		table[fmt.Sprintf("%s/%d", row.Operation, row.Status)] = row.Verdict
	}
	return table
}

// wanted is the whole table for a correct server: verified but for what only its owner can bring
// about, unless the owner does.
func wanted(prepared bool) map[string]report.Verdict {
	table := map[string]report.Verdict{}
	for _, pair := range caseapi.Pairs() {
		table[pair.String()] = report.Verified
		if !prepared && (pair.Status == 422 || pair.Status == 500) {
			table[pair.String()] = report.NotExercised
		}
	}
	// An unknown customer and a closed case are there without the owner.
	table["createCase/422"], table["updateCase/422"] = report.Verified, report.Verified
	if !prepared { // a malformed header is all that could provoke these
		for _, operation := range []string{"lookupCase", "findCases", "findCustomer"} {
			table[operation+"/400"] = report.NotExercised
		}
	}
	return table
}

// requireTable runs a verification that must succeed with that table.
func requireTable(
	t *testing.T, want map[string]report.Verdict, environment []string, line ...string,
) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.json")
	got := run(environment, append([]string{"verify", "--report", "json=" + path}, line...)...)
	if got.code != 0 || strings.Contains(got.stdout, "WARNINGS") {
		t.Fatalf("exit code %d\n%s%s", got.code, got.stdout, got.stderr)
	}
	if diff := cmp.Diff(want, verdicts(t, path)); diff != "" {
		t.Error(diff)
	}
}

// committed is the contract as it stands in the repository.
var committed = filepath.Join("..", "..", "contracts", "pacts", contract.FileName)

// TestTheFakeKeepsTheContract closes the circle: what the fake replays is what the contract
// demands.
func TestTheFakeKeepsTheContract(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		flags    []string // {URL} stands for the server's
		prepared bool
	}{
		"unprepared": {nil, false},
		"with states": {
			[]string{"--state-url", "{URL}/__admin/states", "--require-all"}, true},
		"as committed": {
			[]string{"--state-url", "{URL}/__admin/states", "--require-all", "--pact", committed}, true},
		"as committed, unprepared":   {[]string{"--pact", committed}, false},
		"with a customer of its own": {[]string{"--customer-id", "C-1003"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := mockserver.NewTestServer(t, mockserver.WithSeed(7))
			line := []string{"--provider-url", server.URL, "--api-key", mockserver.DefaultKey}
			for _, flag := range test.flags {
				line = append(line, strings.ReplaceAll(flag, "{URL}", server.URL))
			}
			requireTable(t, wanted(test.prepared), nil, line...)
		})
	}
}

func TestAStrangersCRMIsVerified(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(&crm{})
	t.Cleanup(server.Close)
	environment := []string{"CASEPACT_API_KEY=" + crmKey}
	want := wanted(false)
	want["updateCase/422"] = report.NotExercised // it takes posts to a closed case, as it may
	requireTable(t, want, environment, "--provider-url", server.URL)
}
