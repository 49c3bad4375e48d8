package pact

import (
	"slices"
	"testing"

	"casemock/contracts/crm"
)

// TestAWrongValueHidesNothingElse has a server make two mistakes at once, one of them in the shape of its answers.
func TestAWrongValueHidesNothingElse(t *testing.T) {
	t.Parallel()
	lostPosts := storing(func(before, after crm.Object) { after["interactions"] = before["interactions"] })
	for name, test := range map[string]struct {
		only   string
		quirks []crm.Quirk
		rules  []string
	}{
		"a number that is none, and a lost post": {"updateCase/201", []crm.Quirk{showing(set("number", 7)), lostPosts},
			[]string{"updateCase/201/interactions", "updateCase/201/number"}},
		"a date of no form, and a lost title": {"updateCase/201",
			[]crm.Quirk{showing(set("lastUpdated", "yesterday")), storing(undo("title"))},
			[]string{"updateCase/201/lastUpdated", "updateCase/201/title"}},
		"a post without its id is not missing": {"updateCase/201",
			[]crm.Quirk{showing(eachPost(without("serviceId")))}, []string{"updateCase/201/interactions[].serviceId"}},
		"cases without ids are not missing": {"findCases/200", []crm.Quirk{crm.Showing(without("id"), "findCases")},
			[]string{"findCases/200/[].id"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told := verify(t, Options{ProviderURL: serve(t, crm.With(test.quirks...)), Only: []string{test.only}})
			var broken []string
			for _, result := range told.Results {
				for _, finding := range result.Failures() {
					broken = append(broken, finding.RuleID)
				}
			}
			slices.Sort(broken)
			if broken = slices.Compact(broken); !slices.Equal(broken, test.rules) {
				t.Errorf("broken are %q, want %q", broken, test.rules)
			}
		})
	}
}
