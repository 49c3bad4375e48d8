package pact

import (
	"net/http"
	"slices"

	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/example"
	"casemock/contracts/pact/states"
	"casemock/contracts/pact/verdict"
	"casemock/contracts/report"
)

// plan makes a check of each interaction and keeps those out of the contract that no server
// can be asked, so that Pact does not see them.
func (v *verification) plan(pact *contract.Contract) {
	example.Vary(pact.Interactions, v.testData.Values.Unlike)
	v.oddKeys = example.OddKeys(pact.Interactions, v.client.NearKeys())
	pact.Interactions = slices.DeleteFunc(pact.Interactions, func(one *contract.Interaction) bool {
		e := v.newCheck(one)
		v.report.Results = append(v.report.Results, e.Result)
		if one.NeedsOwner() && !v.owner.Given() {
			e.Result.NotExercised(ownerNeeded(one))
			return true
		}
		v.checks = append(v.checks, e)
		return false
	})
}

func (v *verification) newCheck(interaction *contract.Interaction) *check {
	result := &report.Result{
		Status: interaction.Status, Scenario: interaction.Scenario, Source: interaction.Source,
		Description: interaction.Description, Findings: []report.Finding{},
		Pending:       interaction.Pending,
		InteractionID: contract.Text(interaction.Document["_id"]),
	}
	if interaction.Operation != nil {
		result.Operation = interaction.Operation.Name
	}
	result.Given, result.Request = interaction.Given(), interaction.RequestLine()
	made := &check{v: v, values: map[string]any{}, model: v.model.Afresh(),
		Answer: verdict.Answer{Interaction: interaction, Result: result, Fields: v.meta}}
	made.states = v.owner.Prepare(apiStates{made})
	return made
}

func ownerNeeded(interaction *contract.Interaction) error {
	switch interaction.Status {
	case http.StatusBadRequest:
		return report.Obstacle("only a malformed header could provoke it, of which a server need take no "+
			"notice", states.Remedy)
	case http.StatusUnprocessableEntity:
		return report.Obstacle("the documents do not say which requests a server cannot apply, and nobody "+
			"said how to bring it about", states.Remedy)
	}
	return report.Obstacle("nobody said how to make the server fail", states.Remedy)
}
