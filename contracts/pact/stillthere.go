package pact

import (
	"context"
	"slices"

	"casemock/contracts/report"
	"casemock/contracts/target"
)

// stillThere asks whether the server still answers, where that is in doubt.
func (v *verification) stillThere(ctx context.Context) error {
	if !slices.ContainsFunc(v.report.Results, brokenElsewhere) {
		return nil
	}
	return v.client.StillThere(ctx)
}

// brokenElsewhere reports whether an expectation is broken without an answer of the server's own.
func brokenElsewhere(result *report.Result) bool {
	return len(result.Failures()) > 0 && (result.Exchange == nil || target.Elsewhere(result.Exchange))
}
