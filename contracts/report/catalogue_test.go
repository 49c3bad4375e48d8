package report

import (
	"strings"
	"testing"

	"casemock/contracts/golden"
)

// The catalogue is part of the public interface: waiver files name its rules. A rule may be added;
// one that goes away, or is called otherwise, is a change that users must be told.
func TestTheRulesAreStable(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for _, rule := range Rules() {
		text.WriteString(rule.ID + "  " + rule.Sentence + "\n")
	}
	golden.Compare(t, "testdata/rules.txt", []byte(text.String()))
}

func TestEachRuleHasASentenceOfItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, rule := range Rules() {
		switch {
		case seen[rule.ID]:
			t.Errorf("%s stands there twice", rule.ID)
		case !strings.HasSuffix(rule.Sentence, "."):
			t.Errorf("%s: %q is no sentence", rule.ID, rule.Sentence)
		}
		seen[rule.ID] = true
	}
}
