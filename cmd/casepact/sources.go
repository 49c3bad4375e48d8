package main

import (
	"context"

	"casemock/contracts/pact/broker"
	"casemock/contracts/pact/contract"
)

// pacts are the contracts to verify: those of the broker, the one at --pact, or nil for that of the
// scenarios, which depends on the server's own custom fields.
func (c *configuration) pacts(ctx context.Context, client *broker.Broker) ([]*broker.Pact, error) {
	switch {
	case isWebAddress(c.source):
		found, err := client.Pact(ctx, c.source)
		return []*broker.Pact{found}, err
	case c.source != "":
		contract, err := contract.ReadContract(c.source)
		return []*broker.Pact{{Contract: contract, URL: c.source}}, err
	case c.broker.url != "":
		query := c.broker.query
		query.Branch, query.Tags = c.broker.version.Branch, c.broker.version.Tags
		return client.Pacts(ctx, query)
	}
	return []*broker.Pact{nil}, nil
}
