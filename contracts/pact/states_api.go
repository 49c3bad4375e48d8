package pact

import (
	"context"
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/transport"
	"casemock/scenarios"
)

// apiStates brings states about through the API itself: a server that nobody prepared can be
// verified.
type apiStates struct{ testData *testData }

func (a apiStates) setUp(
	ctx context.Context, e *check, state string, params map[string]any,
) (map[string]any, error) {
	switch state {
	case scenarios.CustomerExists:
		return a.customer(ctx, e, params)
	case scenarios.CaseExists:
		return a.openCase(ctx, e)
	case scenarios.ClosedCaseExists:
		return a.closedCase(ctx, e)
	case scenarios.NoCaseExists:
		like, err := a.testData.sharedCase(ctx)
		return a.nobody(like, err), nil
	case scenarios.NoCustomerExists:
		like, err := a.testData.sharedCustomer(ctx)
		return a.nobody(like, err), nil
	}
	return nil, errNotMine
}

// tearDown leaves everything: the API has no way to delete.
func (a apiStates) tearDown(context.Context, string, map[string]any) error { return nil }

// customer is a new one where it will be changed, and where a user's own scenario says what it must
// have. An existing customer that was given is never changed.
func (a apiStates) customer(
	ctx context.Context, e *check, params map[string]any,
) (map[string]any, error) {
	made, err := a.ownOrSharedCustomer(ctx, e, a.wanted(e, params))
	if err != nil {
		return nil, err
	}
	e.customer = made
	values := map[string]any{"id": made.id}
	for name, value := range made.sent {
		values[name] = value
	}
	return values, nil
}

func (a apiStates) ownOrSharedCustomer(
	ctx context.Context, e *check, wanted map[string]string,
) (*subject, error) {
	if !e.writes(caseapi.CustomerObject) && len(wanted) == 0 {
		return a.testData.sharedCustomer(ctx)
	}
	made, err := a.testData.newCustomer(ctx, wanted)
	if err != nil && !e.succeeds() {
		return a.testData.sharedCustomer(ctx) // what is refused changes nobody
	}
	return made, err
}

// wanted are the custom fields that a user's own scenario names in the state. The built-in ones
// name those of the fake, as examples.
func (a apiStates) wanted(e *check, params map[string]any) map[string]string {
	wanted := map[string]string{}
	for name, value := range params {
		text, isText := value.(string)
		if isText && name != "id" && !e.interaction.BuiltIn &&
			e.v.meta.Defines(caseapi.CustomerObject, name) {
			wanted[name] = text
		}
	}
	return wanted
}

func (a apiStates) openCase(ctx context.Context, e *check) (map[string]any, error) {
	made, err := a.ownOrSharedCase(ctx, e)
	if err != nil {
		return nil, err
	}
	e.kase = made
	return map[string]any{"id": made.id, "customerId": made.customer}, nil
}

func (a apiStates) ownOrSharedCase(ctx context.Context, e *check) (*subject, error) {
	if e.writes(caseapi.CaseObject) {
		return a.testData.newCase(ctx)
	}
	return a.testData.sharedCase(ctx)
}

// closedCase closes a new case. The documents do not promise that a client can, so a server that
// does not do it is not at fault.
func (a apiStates) closedCase(ctx context.Context, e *check) (map[string]any, error) {
	made, err := a.testData.newCase(ctx)
	if err != nil {
		return nil, err
	}
	client := a.testData.v.client
	closing := map[string]any{"status": string(caseapi.Closed)}
	var got *transport.Answer
	a.testData.v.client.Patience.Until(ctx, func() bool {
		got, _, err = client.Do(ctx, client.Write(http.MethodPatch, casePath(made.id), closing))
		return err != nil || !isUnknownYet(got.Status)
	})
	if err != nil {
		return nil, report.WithRemedy(fmt.Errorf("closing a case: %w", err), ownRemedy)
	}
	value, _ := caseapi.Decode(got.Body)
	shown, _ := value.(map[string]any)
	if shown["status"] != string(caseapi.Closed) {
		return nil, report.Obstacle("the server does not close a case when it is sent status closed, "+
			"which the documents do not promise", ownRemedy)
	}
	e.kase = made
	return map[string]any{"id": made.id, "customerId": made.customer}, nil
}

// nobody is an id that cannot exist but looks like those of the server: one of another shape might
// be refused as malformed, which the documents allow. Where no id is known, it looks like a UUID.
func (a apiStates) nobody(like *subject, err error) map[string]any {
	pattern := "3f0c2b5e-6a1d-4c8f-9b7e-2d5a8c1f4e60"
	if err == nil {
		pattern = like.id
	}
	return map[string]any{"id": a.testData.values.likeID(pattern)}
}
