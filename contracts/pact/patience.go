package pact

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// sendPatiently sends the call, and again for as long as the refusal may be due to something that
// was only just written and is not known everywhere yet. What was refused has changed nothing.
func (e *check) sendPatiently(ctx context.Context) error {
	var err error
	e.v.client.Patience.Until(ctx, func() bool {
		err = e.send(ctx)
		if err != nil || e.Interaction.Operation == nil {
			return true
		}
		if e.RefusesUnpromised() {
			e.sendPromised(ctx)
		}
		return !e.mayPass()
	})
	return err
}

// mayPass reports whether the answer may become another one by waiting.
func (e *check) mayPass() bool {
	if !e.dependsOnWritten() || slices.Contains(e.Allowed(), e.Got.Status) || e.Excuse() != nil {
		return false
	}
	if e.Interaction.Succeeds() {
		return target.UnknownYet(e.Got.Status) || e.Got.Status == http.StatusNoContent
	}
	return e.Got.Status == http.StatusNotFound
}

// dependsOnWritten reports whether the request is about something that exists. For others there is
// nothing to wait for, and a wrong key is not sent twice.
func (e *check) dependsOnWritten() bool {
	switch e.Interaction.Operation.Name {
	case caseapi.DefineObjectStructures, caseapi.CreateCustomer, caseapi.BestmatchCustomers:
		return false
	}
	status := e.Interaction.Status
	return status != http.StatusUnauthorized && status != http.StatusNotFound
}

// sendPromised sends the request again without the properties that no server need take, and keeps
// the answer if the server takes it then.
func (e *check) sendPromised(ctx context.Context) {
	refused := e.UnpromisedSent()
	if len(refused) == len(e.Sent) {
		return
	}
	reduced := map[string]any{}
	for name, value := range e.Sent {
		if !slices.Contains(refused, name) {
			reduced[name] = value
		}
	}
	body, err := caseapi.Marshal(reduced)
	if err != nil {
		return
	}
	again := *e
	again.Result, again.Call.Body = &report.Result{}, body
	if again.send(ctx) != nil || again.Got.Status != e.Interaction.Status {
		e.forget(refused)
		return
	}
	result := e.Result
	result.Exchange = again.Result.Exchange
	e.Answer, e.Result = again.Answer, result
	e.Warn(report.BodyPart, caseapi.UnknownRule, "the server refuses to be sent "+strings.Join(refused, " and "))
}

// forget takes properties out of what was sent, when the refusal turns out not to be due to them.
func (e *check) forget(names []string) {
	for _, name := range names {
		delete(e.Sent, name)
	}
}
