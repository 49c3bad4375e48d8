package adminclient

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// Force says what the next matching requests are answered with: a scenario by its name, or a documented
// status of an operation.
type Force struct {
	Scenario  string                `json:"scenario,omitempty"`
	Operation caseapi.OperationName `json:"operation,omitempty"`
	Status    int                   `json:"status,omitempty"`
	Times     int                   `json:"times,omitempty"` // how many requests; 0: its sequence once
	ID        string                `json:"id,omitempty"`    // only this case or customer; empty: any
	Delay     string                `json:"delay,omitempty"` // how long the answer is held back, as in 250ms
	Fault     scenarios.Fault       `json:"fault,omitempty"` // how it is broken
}

// Pair forces a documented status of an operation.
func Pair(operation caseapi.OperationName, status int) Force {
	return Force{Operation: operation, Status: status}
}

// Scenario forces a scenario, its sequence of responses once.
func Scenario(name string) Force { return Force{Scenario: name} }

// Forced is an answer that waits for its requests.
type Forced struct {
	Operation caseapi.OperationName `json:"operation"`
	Status    int                   `json:"status"`
	Scenario  string                `json:"scenario"`
	ID        string                `json:"id,omitempty"`
	Times     int                   `json:"times"`     // how many requests were asked for
	Remaining int                   `json:"remaining"` // how many of them are still to come
	// State is the provider state whose setup forced it, until its teardown; mostly empty.
	State string          `json:"state,omitempty"`
	Delay string          `json:"delay,omitempty"`
	Fault scenarios.Fault `json:"fault,omitempty"`
}

// Force adds a forced answer to those of the world; they are used first in, first out. A
// [RefusedError] says what can be forced.
func (c *Client) Force(ctx context.Context, force Force) (Forced, error) {
	var forced Forced
	err := c.call(ctx, http.MethodPost, "force", nil, force, &forced)
	return forced, err
}

// Forced lists the forced answers that are still to be used.
func (c *Client) Forced(ctx context.Context) ([]Forced, error) {
	var list struct {
		Force []Forced `json:"force"`
	}
	err := c.call(ctx, http.MethodGet, "force", nil, nil, &list)
	return list.Force, err
}

// ClearForced forgets the forced answers that are still to be used.
func (c *Client) ClearForced(ctx context.Context) error {
	return c.call(ctx, http.MethodDelete, "force", nil, nil, nil)
}

// RemoveForced takes back one of the forced answers, by its place among those that [Client.Forced] lists, from 1.
func (c *Client) RemoveForced(ctx context.Context, place int) error {
	return c.call(ctx, http.MethodDelete, fmt.Sprintf("force/%d", place), nil, nil, nil)
}

// ClearForcedFor forgets those of them that are for a case or customer.
func (c *Client) ClearForcedFor(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodDelete, "force", url.Values{"id": {id}}, nil, nil)
}

// Reset forgets forced answers, journal, coverage and changes of the world: back to the seeded data.
func (c *Client) Reset(ctx context.Context) error {
	return c.call(ctx, http.MethodPost, "reset", nil, nil, nil)
}
