package explore_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"casemock/contracts/target"
	"casemock/mockserver"
	"casemock/mockserver/bugs"
	"casemock/scenarios/explore"
)

// mostSteps is how many a story may have that shows a bug, unless it takes a list of so many elements.
func mostSteps(bug string) int {
	switch bug {
	case "list-capped-at-10":
		return 13
	case "list-capped-at-25":
		return 28
	}
	return 8
}

// TestEachBugIsFound is the yardstick: every built-in bug is found within the default budget, and shown in
// a few steps. With -v it tells what each took.
func TestEachBugIsFound(t *testing.T) {
	t.Parallel()
	var mutex sync.Mutex
	var further []int
	t.Cleanup(func() {
		slices.Sort(further)
		if len(further) == 0 || further[len(further)/2] > 300 {
			t.Errorf("further requests: %v", further)
		}
	})
	for _, bug := range bugs.All() {
		t.Run(bug.Name, func(t *testing.T) {
			t.Parallel()
			found := firstOf(t, bug.Name)
			t.Logf("%-32s %5d to find, %2d steps, %3d further  %s", bug.Name, found.FoundAfter,
				len(found.Story.Steps), found.Requests, found.RuleID)
			if steps := len(found.Story.Steps); steps > mostSteps(bug.Name) || found.Flaky {
				t.Errorf("%d steps, flaky: %t", steps, found.Flaky)
			}
			requireWhole(t, found)
			mutex.Lock()
			defer mutex.Unlock()
			further = append(further, found.Requests)
		})
	}
}

// firstOf is the first finding on a sandbox with a bug, by an exploration with all the defaults.
func firstOf(t *testing.T, bug string) *explore.Finding {
	t.Helper()
	var outcome *explore.Outcome
	synctest.Test(t, func(t *testing.T) { // no time passes while it is patient
		server := client(t, sandbox(t, mockserver.WithBugs(bug)), func(o *target.Options) { o.Patience = 0 })
		outcome = firstAlone(t, server)
	})
	if len(outcome.Findings) == 0 {
		t.Fatalf("it is not found in %d requests", outcome.Requests)
	}
	return outcome.Findings[0]
}

// requireWhole asks for what a person needs to see the finding again.
func requireWhole(t *testing.T, found *explore.Finding) {
	t.Helper()
	if found.Story.Name == "" || found.Sentence == "" || len(found.Steps) != len(found.Story.Steps) ||
		found.Step != len(found.Steps) || !strings.HasPrefix(found.Steps[0].Curl(), "curl ") {
		t.Errorf("something is missing: %+v", found)
	}
}
