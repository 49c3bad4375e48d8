package pact

import (
	"fmt"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
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

func (s selection) wants(interaction *Interaction) bool {
	return (len(s.only) == 0 || anySelects(s.only, interaction)) && !anySelects(s.skip, interaction)
}

func anySelects(selectors []string, interaction *Interaction) bool {
	return slices.ContainsFunc(selectors, func(selector string) bool {
		return slices.Contains(interaction.selectors(), selector)
	})
}

// selectors are the words that select the interaction.
func (i *Interaction) selectors() []string {
	words := []string{i.Key, i.Description}
	if i.Operation != nil {
		words = append(words, string(i.Operation.Name), i.pair().String())
	}
	return words
}

// check refuses a word that selects nothing: a gate that checks nothing would be open.
func (s selection) check(interactions []*Interaction) error {
	var known []string
	for _, interaction := range interactions {
		known = append(known, interaction.selectors()...)
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
				caseapi.DidYouMean(selector, known))
		}
	}
	return nil
}
