package pact

import (
	"context"
	"errors"
	"slices"

	"casemock/contracts/report"
	"casemock/contracts/target"
)

// stillThere makes the first contact once more where something else than the server has answered, or
// nothing: what dies, or is hidden by a gateway, in the midst of a run says nothing about the API.
func (v *verification) stillThere(ctx context.Context) error {
	if !slices.ContainsFunc(v.report.Results, brokenElsewhere) {
		return nil
	}
	var contact *ContactError
	_, err := v.client.Preflight(ctx)
	if !errors.As(err, &contact) || contact.Kind != Unreachable && contact.Kind != BehindGateway {
		return nil // it is there, whatever else it answers now
	}
	contact.Message = "the server answered at first, and does no longer, so that there is no verdict: " +
		contact.Message
	return contact
}

// brokenElsewhere reports whether an expectation is broken without an answer of the server's own.
func brokenElsewhere(result *report.Result) bool {
	if len(result.Failures()) == 0 {
		return false
	}
	if result.Exchange == nil || result.Exchange.Status == 0 {
		return true
	}
	return target.IsGateway(result.Exchange.Status)
}
