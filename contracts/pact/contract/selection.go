package contract

import (
	"fmt"
	"slices"
	"strings"

	"casemock/contracts/wording"
)

// Selection says which expectations are asked for: by operation, by operation and status, or by the
// name of a scenario. The zero value asks for all.
type Selection struct{ only, skip []string }

// NewSelection asks for those that are selected by a word of only, or for all if there is none, without
// those that are selected by a word of skip.
func NewSelection(only, skip []string) (Selection, error) {
	for _, selector := range slices.Concat(only, skip) {
		if strings.TrimSpace(selector) == "" {
			return Selection{}, fmt.Errorf("an expectation is selected by updateCase or updateCase/422, " +
				"not by an empty word")
		}
	}
	return Selection{only, skip}, nil
}

// Wants reports whether an expectation is asked for.
func (s Selection) Wants(interaction *Interaction) bool {
	return s.WantsNamed(interaction.Selectors()...)
}

// WantsNamed reports whether something is asked for that these words select, such as a story.
func (s Selection) WantsNamed(selectors ...string) bool {
	selects := func(word string) bool { return slices.Contains(selectors, word) }
	return (len(s.only) == 0 || slices.ContainsFunc(s.only, selects)) && !slices.ContainsFunc(s.skip, selects)
}

// Check refuses a word that selects none of the interactions and is none of the others that select something: a
// gate that checks nothing would be open.
func (s Selection) Check(interactions []*Interaction, others ...string) error {
	known := slices.Clone(others)
	for _, interaction := range interactions {
		known = append(known, interaction.Selectors()...)
	}
	for _, each := range []struct {
		flag      string
		selectors []string
	}{{"--only", s.only}, {"--skip", s.skip}} {
		for _, selector := range each.selectors {
			if slices.Contains(known, selector) {
				continue
			}
			return fmt.Errorf("%s %q selects no expectation of the contract%s", each.flag, selector,
				wording.DidYouMean(selector, known))
		}
	}
	return nil
}
