package main

import (
	"context"
	"net/url"

	"casemock/contracts/pact"
)

// pacts are the contracts to verify: those of the broker, the one at --pact, or nil for that of the
// scenarios, which depends on the server's own custom fields.
func (c *configuration) pacts(ctx context.Context) ([]*pact.BrokerPact, error) {
	client := c.broker.client(c.options.Timeout)
	switch {
	case isWebAddress(c.source):
		found, err := client.Pact(ctx, c.source)
		if err != nil {
			return nil, err
		}
		if address, err := url.Parse(c.source); err == nil {
			found.Contract.Source = address.Redacted() // it stands in every report
		}
		return []*pact.BrokerPact{found}, nil
	case c.source != "":
		contract, err := pact.ReadContract(c.source)
		return []*pact.BrokerPact{{Contract: contract, URL: c.source}}, err
	case c.broker.url != "":
		query := c.broker.query
		query.Branch = c.broker.version.Branch
		return client.Pacts(ctx, query)
	}
	return []*pact.BrokerPact{nil}, nil
}
