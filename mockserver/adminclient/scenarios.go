package adminclient

import (
	"context"
	"net/http"
	"net/url"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/scenarios"
)

// ScenarioSummary is a scenario that the server has loaded.
type ScenarioSummary struct {
	Name      string                `json:"name"`
	Operation caseapi.OperationName `json:"operation"`
	Summary   string                `json:"summary"`
	Statuses  []int                 `json:"statuses"` // of its responses, in their order
	Then      string                `json:"then"`     // sandbox, where it steps aside after them; else empty
	Given     []string              `json:"given"`    // the provider states
	Live      bool                  `json:"live"`
	Contract  bool                  `json:"contract"`
	Reaction  []scenarios.Kind      `json:"reaction"` // what a good client does after it
	Source    string                `json:"source"`   // where it stands
	Origin    Origin                `json:"origin"`   // where it comes from
	World     string                `json:"world"`    // that it was uploaded for; empty: for all, or not uploaded
	YAML      string                `json:"yaml"`     // only of a single one
}

// Origin is where a scenario comes from. Each stands before the one above it: what was uploaded for a world before
// what was uploaded for all, before what comes from files, before what is built in.
type Origin string

// The origins.
const (
	BuiltIn  Origin = "built-in"
	File     Origin = "file"
	Uploaded Origin = "uploaded"
)

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

// PutScenario gives the server a scenario in YAML, by its own name: for the world of the client, or for all of
// them where the client has none. It is a [RefusedError] with the problems where the YAML is not right.
func (c *Client) PutScenario(ctx context.Context, name, text string) (ScenarioSummary, error) {
	var scenario ScenarioSummary
	err := c.call(ctx, http.MethodPut, "scenarios/"+name, nil, yaml(text), &scenario)
	return scenario, err
}

// CheckScenario says what PutScenario would, and changes nothing.
func (c *Client) CheckScenario(ctx context.Context, name, text string) error {
	return c.call(ctx, http.MethodPut, "scenarios/"+name, url.Values{"check": {"true"}}, yaml(text), nil)
}

// DeleteScenario forgets a scenario that was put for the client's world, or for all of them where the client has
// none; a [RefusedError] with status 404 when none was.
func (c *Client) DeleteScenario(ctx context.Context, name string) error {
	return c.call(ctx, http.MethodDelete, "scenarios/"+name, nil, nil, nil)
}

// OpenAPI is the description of the API with the server's custom fields, as YAML.
func (c *Client) OpenAPI(ctx context.Context) ([]byte, error) {
	return c.exchange(ctx, http.MethodGet, "openapi.yaml", nil, nil)
}
