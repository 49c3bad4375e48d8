package pact

import (
	"context"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/creation"
	"casemock/contracts/pact/states"
	"casemock/contracts/report"
	"casemock/scenarios"
)

// apiStates brings states about through the API itself: a server that nobody prepared can be
// verified.
type apiStates struct{ *check }

// SetUp makes what the state needs.
func (a apiStates) SetUp(
	ctx context.Context, state string, params map[string]any,
) (map[string]any, error) {
	switch state {
	case scenarios.CustomerExists:
		return a.customerExists(ctx, params)
	case scenarios.CaseExists:
		return a.caseExists(ctx)
	case scenarios.ClosedCaseExists:
		return a.closedCaseExists(ctx)
	case scenarios.NoCaseExists:
		like, err := a.v.testData.Case(ctx)
		return a.nobody(like, err), nil
	case scenarios.NoCustomerExists:
		like, err := a.v.testData.Customer(ctx)
		return a.nobody(like, err), nil
	}
	return nil, states.ErrUnknown
}

// TearDown leaves everything: the API has no way to delete.
func (a apiStates) TearDown(context.Context, string, map[string]any) error { return nil }

// customerExists takes a new one where it will be changed, and where a user's own scenario says what it must
// have. An existing customer that was given is never changed.
func (a apiStates) customerExists(
	ctx context.Context, params map[string]any,
) (map[string]any, error) {
	made, err := a.ownOrSharedCustomer(ctx, a.wanted(params))
	if err != nil {
		return nil, err
	}
	a.customer = made
	a.learn(made)
	values := map[string]any{"id": made.ID}
	for name, value := range made.Sent {
		values[name] = value
	}
	return values, nil
}

func (a apiStates) ownOrSharedCustomer(
	ctx context.Context, wanted map[string]string,
) (*creation.Object, error) {
	if !a.Interaction.Writes(caseapi.CustomerObject) && len(wanted) == 0 {
		return a.v.testData.Customer(ctx)
	}
	made, err := a.v.testData.NewCustomer(ctx, wanted)
	if err != nil && !a.Interaction.Succeeds() {
		return a.v.testData.Customer(ctx) // what is refused changes nobody
	}
	return made, err
}

// wanted are the custom fields that a user's own scenario names in the state. The built-in ones
// name those of the fake, as examples.
func (a apiStates) wanted(params map[string]any) map[string]string {
	wanted := map[string]string{}
	for name, value := range params {
		text, isText := value.(string)
		if isText && name != "id" && !a.Interaction.BuiltIn &&
			a.v.meta.Defines(caseapi.CustomerObject, name) {
			wanted[name] = text
		}
	}
	return wanted
}

func (a apiStates) caseExists(ctx context.Context) (map[string]any, error) {
	made, err := a.ownOrSharedCase(ctx)
	if err != nil {
		return nil, err
	}
	a.kase = made
	a.learn(made)
	return map[string]any{"id": made.ID, "customerId": made.CustomerID}, nil
}

func (a apiStates) ownOrSharedCase(ctx context.Context) (*creation.Object, error) {
	if a.Interaction.Writes(caseapi.CaseObject) {
		return a.v.testData.NewCase(ctx)
	}
	return a.v.testData.Case(ctx)
}

func (a apiStates) closedCaseExists(ctx context.Context) (map[string]any, error) {
	if update, _ := caseapi.FindOperation(caseapi.UpdateCase); a.v.lateExpectations.tooOften(update) {
		return nil, errGivenUp(update.Name) // which closing is
	}
	made, err := a.v.testData.NewClosedCase(ctx)
	if err != nil {
		return nil, report.WithRemedy(err, states.Remedy)
	}
	a.kase = made
	a.learn(made)
	return map[string]any{"id": made.ID, "customerId": made.CustomerID}, nil
}

// nobody is an id that cannot exist but looks like those of the server: one of another shape might
// be refused as malformed, which the documents allow. Where no id is known, it looks like a UUID.
func (a apiStates) nobody(like *creation.Object, err error) map[string]any {
	pattern := "3f0c2b5e-6a1d-4c8f-9b7e-2d5a8c1f4e60"
	if err == nil {
		pattern = like.ID
	}
	return map[string]any{"id": a.v.testData.Values.LikeID(pattern)}
}
