package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"casemock/contracts/pact"
	"casemock/mockserver"
	"casemock/mockserver/bugs"
)

// TestEveryBugOfTheFakeIsFound, and what is not there is not.
func TestEveryBugOfTheFakeIsFound(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it verifies the whole contract once for each bug")
	}
	for _, bug := range bugs.All() {
		t.Run(bug.Name, func(t *testing.T) {
			t.Parallel()
			server := mockserver.NewTestServer(t, mockserver.WithBugs(bug.Name))
			report, err := pact.Verify(t.Context(), pact.Options{ProviderURL: server.URL,
				APIKey: mockserver.DefaultKey, Patience: -time.Second, FailFast: true})
			if err != nil {
				t.Fatal(err)
			}
			if report.Counts().Broken == 0 {
				t.Errorf("%s breaks nothing: %s", bug.Name, bug.Summary)
			}
		})
	}
}

// TestTwoBugsAtOnceAreBothFound holds a run to telling of both: what each of them alone breaks, and the other alone
// does not.
func TestTwoBugsAtOnceAreBothFound(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{
		{"post-cut-at-1000", "emoji-lost"},
		{"false-not-kept", "list-value-becomes-its-name"}, {"closed-not-listed", "list-capped-at-10"},
	} {
		t.Run(strings.Join(pair[:], " and "), func(t *testing.T) {
			t.Parallel()
			first, second, both := broken(t, pair[0]), broken(t, pair[1]), broken(t, pair[:]...)
			for i, own := range [][]string{without(first, second), without(second, first)} {
				if len(own) == 0 || len(without(own, both)) == len(own) {
					t.Errorf("%s shows alone in %q, and beside the other in none of that", pair[i], own)
				}
			}
		})
	}
}

// broken are the results that are broken, with the rules.
func broken(t *testing.T, bugs ...string) (all []string) {
	t.Helper()
	server := mockserver.NewTestServer(t, mockserver.WithBugs(bugs...))
	told, err := pact.Verify(t.Context(), pact.Options{ProviderURL: server.URL, APIKey: mockserver.DefaultKey,
		Patience: -time.Second})
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range told.Results {
		for _, finding := range result.Failures() {
			all = append(all, result.Scenario+" "+finding.RuleID+" "+string(finding.Kind))
		}
	}
	return all
}

func without(all, others []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return slices.Contains(others, one) })
}
