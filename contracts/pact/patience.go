package pact

import (
	"context"
	"net/http"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/target"
)

// sendPatiently sends the call, and again for as long as the refusal may be due to something that
// was only just written and is not known everywhere yet. What was refused has changed nothing.
func (e *check) sendPatiently(ctx context.Context) error {
	var err error
	e.v.client.Patience.Until(ctx, func() bool {
		err = e.send(ctx)
		if err != nil || e.interaction.Operation == nil {
			return true
		}
		if e.refusesUnpromised() {
			e.sendPromised(ctx)
		}
		return !e.mayPass()
	})
	return err
}

// mayPass reports whether the answer may become another one by waiting.
func (e *check) mayPass() bool {
	if !e.dependsOnWritten() || slices.Contains(e.allowed(), e.got.Status) || e.excuse() != nil {
		return false
	}
	if e.interaction.Succeeds() {
		return target.UnknownYet(e.got.Status) || e.got.Status == http.StatusNoContent
	}
	return e.got.Status == http.StatusNotFound
}

// dependsOnWritten reports whether the request is about something that exists. For others there is
// nothing to wait for, and a wrong key is not sent twice.
func (e *check) dependsOnWritten() bool {
	switch e.interaction.Operation.Name {
	case caseapi.DefineObjectStructures, caseapi.CreateCustomer, caseapi.BestmatchCustomers:
		return false
	}
	status := e.interaction.Status
	return status != http.StatusUnauthorized && status != http.StatusNotFound
}
