package pact

import (
	"fmt"
	"slices"
	"strings"

	"casemock/contracts/pact/contract"
	"casemock/contracts/wording"
)

// selection says which expectations are asked for: by operation, by operation and status, or by the
// name of a scenario.
type selection struct{ only, skip []string }

func newSelection(only, skip []string) (selection, error) {
	for _, selector := range slices.Concat(only, skip) {
		if strings.TrimSpace(selector) == "" {
			return selection{}, fmt.Errorf("an expectation is selected by updateCase or updateCase/422, " +
				"not by an empty word")
		}
	}
	return selection{only, skip}, nil
}

func (s selection) wants(interaction *contract.Interaction) bool {
	return (len(s.only) == 0 || anySelects(s.only, interaction)) && !anySelects(s.skip, interaction)
}

func anySelects(selectors []string, interaction *contract.Interaction) bool {
	return slices.ContainsFunc(selectors, func(selector string) bool {
		return slices.Contains(interaction.Selectors(), selector)
	})
}

// check refuses a word that selects nothing: a gate that checks nothing would be open.
func (s selection) check(interactions []*contract.Interaction) error {
	var known []string
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
