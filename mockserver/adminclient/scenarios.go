package adminclient

import (
	"context"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// ScenarioSummary is a scenario that the server has loaded.
type ScenarioSummary struct {
	Name      string                `json:"name"`
	Operation caseapi.OperationName `json:"operation"`
	Summary   string                `json:"summary"`
	Statuses  []int                 `json:"statuses"` // of its responses, in their order
	Given     []string              `json:"given"`    // the provider states
	Live      bool                  `json:"live"`
	Contract  bool                  `json:"contract"`
	Source    string                `json:"source"` // where it stands
	YAML      string                `json:"yaml"`   // only of a single one
}

// Scenarios lists the scenarios that the server has loaded, and the problems of its files.
func (c *Client) Scenarios(ctx context.Context) ([]ScenarioSummary, []strictyaml.Problem, error) {
	var list struct {
		Scenarios []ScenarioSummary    `json:"scenarios"`
		Problems  []strictyaml.Problem `json:"problems"`
	}
	err := c.call(ctx, http.MethodGet, "scenarios", nil, nil, &list)
	return list.Scenarios, list.Problems, err
}

// Scenario is one scenario with its YAML; a [RefusedError] with status 404 when there is none of that
// name.
func (c *Client) Scenario(ctx context.Context, name string) (ScenarioSummary, error) {
	var scenario ScenarioSummary
	err := c.call(ctx, http.MethodGet, "scenarios/"+name, nil, nil, &scenario)
	return scenario, err
}

// OpenAPI is the description of the API with the server's custom fields, as YAML.
func (c *Client) OpenAPI(ctx context.Context) ([]byte, error) {
	return c.exchange(ctx, http.MethodGet, "openapi.yaml", nil, nil)
}
