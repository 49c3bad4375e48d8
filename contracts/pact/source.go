package pact

import (
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
	"casemock/fixtures"
	"casemock/scenarios"
)

// loadContract takes the pact file, or makes a contract of the scenarios, and leaves what was not
// asked for out of it.
func (v *verification) loadContract() (*contract.Contract, error) {
	pact, err := v.wholeContract()
	if err != nil {
		return nil, err
	}
	if err := v.selection.Check(v.selectable(pact), storyWords(v.contractStories())...); err != nil {
		return nil, err
	}
	v.warnOfUnusedStates(pact)
	whole := len(pact.Interactions)
	pact.Interactions = slices.DeleteFunc(pact.Interactions, func(one *contract.Interaction) bool {
		return !v.selection.Wants(one)
	})
	v.report.LeftOut = whole - len(pact.Interactions)
	v.report.Consumer, v.report.Provider = pact.Consumer, pact.Provider
	return pact, nil
}

// selectable are the expectations among which a word of the selection must find one.
func (v *verification) selectable(contract *contract.Contract) []*contract.Interaction {
	all := contract.Interactions
	for _, other := range v.options.Others {
		all = append(all[:len(all):len(all)], other.Interactions...)
	}
	return all
}

// warnOfUnusedStates finds the slips in a states file: a name that no expectation is given.
func (v *verification) warnOfUnusedStates(contract *contract.Contract) {
	file := v.owner.File()
	if file == nil {
		return
	}
	var named []string
	for _, interaction := range v.selectable(contract) {
		named = append(named, interaction.StateNames()...)
	}
	for _, name := range file.Names() {
		if slices.Contains(named, name) {
			continue
		}
		v.warn("%s: no expectation is given the state “%s”%s", file.Place(name), name,
			wording.DidYouMeanAs("“%s”", name, named))
	}
}

func (v *verification) wholeContract() (*contract.Contract, error) {
	switch {
	case v.options.Contract != nil:
		v.report.Contract = v.client.Shown(v.options.Contract.Source)
		contract := *v.options.Contract
		contract.Interactions = slices.Clone(contract.Interactions)
		return &contract, nil
	case v.options.PactFile != "":
		v.report.Contract = v.options.PactFile
		return contract.ReadContract(v.options.PactFile)
	}
	v.report.Contract = "built-in scenarios"
	if len(v.options.Scenarios) == 0 {
		return contract.Build(scenarios.BuiltIn().All())
	}
	v.report.Contract += " and " + strings.Join(v.options.Scenarios, ", ")
	set, problems := scenarios.Load(caseapi.New(v.allStructures()), v.options.Scenarios...)
	if len(problems) > 0 {
		return nil, strictyaml.Problems(problems)
	}
	return contract.Build(set.All())
}

// allStructures are the server's own custom fields and those of the examples: a user's scenarios
// may use either.
func (v *verification) allStructures() caseapi.ObjectStructures {
	own, examples := v.meta.Structures(), fixtures.DefaultStructures()
	return caseapi.ObjectStructures{
		Case:     withOthers(own.Case, examples.Case.Fields),
		Customer: withOthers(own.Customer, examples.Customer.Fields),
	}
}

// withOthers adds the fields whose names are still free.
func withOthers(own caseapi.ObjectStructure, others []caseapi.Field) caseapi.ObjectStructure {
	for _, other := range others {
		if _, taken := own.Field(other.Name); !taken {
			own.Fields = append(own.Fields, other)
		}
	}
	return own
}
