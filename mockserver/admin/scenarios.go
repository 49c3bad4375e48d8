package admin

import (
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// scenarios are those that are in force in the world.
func (r *call) scenarios() *scenarios.Set {
	return r.world.Scenarios(r.server.Files.Current().Scenarios)
}

// scenarioSummary is a scenario in the list of GET scenarios.
type scenarioSummary struct {
	Name      string                `json:"name"`
	Operation caseapi.OperationName `json:"operation"`
	Summary   string                `json:"summary"`
	Statuses  []int                 `json:"statuses"`       // of its responses, in their order
	Then      string                `json:"then,omitempty"` // sandbox, where it steps aside after them
	Given     []string              `json:"given"`
	Live      bool                  `json:"live"`
	Contract  bool                  `json:"contract"`
	Reaction  []scenarios.Kind      `json:"reaction,omitempty"` // what a good client does after it
	Source    string                `json:"source"`             // where it stands, in words
	Origin    origin                `json:"origin"`             // where it comes from
	World     string                `json:"world,omitempty"`    // it was uploaded for; empty: for all, or not uploaded
}

// origin is where a scenario comes from. Each stands before the one above it.
type origin string

const (
	originBuiltIn  origin = "built-in"
	originFile     origin = "file"
	originUploaded origin = "uploaded"
)

func summarize(scenario *scenarios.Scenario) scenarioSummary {
	summary := scenarioSummary{
		Name: scenario.Name, Operation: scenario.Operation.Name, Summary: scenario.Summary,
		Live: scenario.Live, Contract: scenario.Contract, Source: scenario.Source.String(), Origin: originFile,
		Reaction: scenario.Reaction.Kinds(),
		World:    scenario.Source.World,
		Statuses: []int{}, Given: []string{},
	}
	switch {
	case scenario.Source.BuiltIn:
		summary.Origin = originBuiltIn
	case scenario.Source.Uploaded:
		summary.Origin = originUploaded
	}
	if scenario.ThenSandbox {
		summary.Then = scenarios.Sandbox
	}
	for _, response := range scenario.Responses {
		summary.Statuses = append(summary.Statuses, response.Status)
	}
	for _, state := range scenario.Given {
		summary.Given = append(summary.Given, state.Name)
	}
	return summary
}

func listScenarios(r *call) (int, any, error) {
	present := r.server.Files.Current()
	summaries := []scenarioSummary{}
	for _, scenario := range r.scenarios().All() {
		summaries = append(summaries, summarize(scenario))
	}
	return http.StatusOK, map[string]any{
		"scenarios": summaries, "problems": problemsOf(present)}, nil
}

// wholeScenario is a single scenario.
type wholeScenario struct {
	scenarioSummary
	YAML string `json:"yaml"` // as it stands in its file, or was uploaded
}

func showScenario(r *call) (int, any, error) {
	known := r.scenarios()
	found, ok := known.Find(r.parameters["name"])
	if !ok {
		return 0, nil, failure{http.StatusNotFound, unknownScenario(known, r.parameters["name"])}
	}
	return http.StatusOK, wholeScenario{summarize(found), found.YAML}, nil
}
