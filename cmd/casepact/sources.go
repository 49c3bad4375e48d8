package main

import (
	"context"

	"casemock/contracts/pact"
	"casemock/contracts/pact/contract"
)

// pacts are the contracts to verify: those of the broker, the one at --pact, or nil for that of the
// scenarios, which depends on the server's own custom fields.
func (c *configuration) pacts(ctx context.Context, client *pact.Broker) ([]*pact.BrokerPact, error) {
	switch {
	case isWebAddress(c.source):
		found, err := client.Pact(ctx, c.source)
		return []*pact.BrokerPact{found}, err
	case c.source != "":
		contract, err := contract.ReadContract(c.source)
		return []*pact.BrokerPact{{Contract: contract, URL: c.source}}, err
	case c.broker.url != "":
		query := c.broker.query
		query.Branch, query.Tags = c.broker.version.Branch, c.broker.version.Tags
		return client.Pacts(ctx, query)
	}
	return []*pact.BrokerPact{nil}, nil
}
