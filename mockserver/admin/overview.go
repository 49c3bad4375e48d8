package admin

import (
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/openapi"
	"casemock/contracts/strictyaml"
	"casemock/mockserver/files"
	"casemock/scenarios"
)

func health(r *call) (int, any, error) {
	answer := map[string]any{
		"status":   "ok",
		"version":  r.server.Version,
		"problems": problemsOf(r.server.Files.Current()),
	}
	if r.server.Elsewhere {
		answer["url"] = r.server.PublicURL // the Case API's, for the console's curl lines
	}
	return http.StatusOK, answer, nil
}

// problemsOf is never nil, so that it is an array in JSON.
func problemsOf(present *files.Loaded) []strictyaml.Problem {
	return append([]strictyaml.Problem{}, present.Problems...)
}

func showCoverage(r *call) (int, any, error) {
	return http.StatusOK, map[string]any{"operations": r.world.Coverage.Statuses(),
		"faults": r.world.Coverage.Faults()}, nil
}

func reset(r *call) (int, any, error) {
	r.server.Worlds.Reset(r.worldName)
	return http.StatusNoContent, nil, nil
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
	Source    string                `json:"source"`
}

func summarize(scenario *scenarios.Scenario) scenarioSummary {
	summary := scenarioSummary{
		Name: scenario.Name, Operation: scenario.Operation.Name, Summary: scenario.Summary,
		Live: scenario.Live, Contract: scenario.Contract, Source: scenario.Source.String(),
		Statuses: []int{}, Given: []string{},
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
	for _, scenario := range present.Scenarios.All() {
		summaries = append(summaries, summarize(scenario))
	}
	return http.StatusOK, map[string]any{
		"scenarios": summaries, "problems": problemsOf(present)}, nil
}

func showScenario(r *call) (int, any, error) {
	known := r.server.Files.Current().Scenarios
	found, ok := known.Find(r.parameters["name"])
	if !ok {
		return 0, nil, failure{http.StatusNotFound, unknownScenario(known, r.parameters["name"])}
	}
	return http.StatusOK, struct {
		scenarioSummary
		YAML string `json:"yaml"` // as it stands in its file
	}{summarize(found), found.YAML}, nil
}

// serveOpenAPI serves the description of the API with the custom fields that are in force, and
// their values of seeded data for examples.
func serveOpenAPI(w http.ResponseWriter, r *call) {
	w.Header().Set("Content-Type", "application/yaml")
	_, _ = w.Write(openapi.Write(withExamples(r.server.Files.Current()), r.openAPI, r.server.PublicURL))
}

// versionParameter chooses the version of OpenAPI.
var versionParameter = parameter{"version", func(r *call, text string) (err error) {
	r.openAPI, err = openapi.ParseVersion(text)
	return err
}}

// withExamples is the API with custom fields that show what the first case and customer have in them.
func withExamples(l *files.Loaded) *caseapi.API {
	structures := l.API.Structures()
	return caseapi.New(caseapi.ObjectStructures{
		Case:     structures.Case.WithExamples(l.Population.ExampleCase().Custom),
		Customer: structures.Customer.WithExamples(l.Population.ExampleCustomer().Custom),
	})
}

func serveMetrics(w http.ResponseWriter, r *call) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	r.server.Metrics(w)
}
