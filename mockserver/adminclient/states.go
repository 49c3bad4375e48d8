package adminclient

import (
	"context"
	"net/http"
)

// SetState brings the world into one of Pact's provider states, and returns the values that the state
// came with, such as the id of the case that exists now. An unknown state is a [RefusedError] that
// lists the known ones.
func (c *Client) SetState(ctx context.Context, state string, parameters map[string]any,
) (map[string]any, error) {
	return c.changeState(ctx, state, parameters, "setup")
}

// EndState is the teardown of [Client.SetState].
func (c *Client) EndState(ctx context.Context, state string, parameters map[string]any) error {
	_, err := c.changeState(ctx, state, parameters, "teardown")
	return err
}

func (c *Client) changeState(ctx context.Context, state string, parameters map[string]any,
	action string,
) (map[string]any, error) {
	change := map[string]any{"state": state, "params": parameters, "action": action}
	var values map[string]any
	err := c.call(ctx, http.MethodPost, "states", nil, change, &values)
	return values, err
}
