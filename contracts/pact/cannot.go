package pact

import "errors"

// What a server's owner can give so that more is exercised.
const (
	stateRemedy    = "--states FILE or --state-url URL"
	customerRemedy = "--customer-id ID, " + stateRemedy
	ownRemedy      = "--states FILE or --state-url URL that brings the state about"
	scenarioRemedy = "--scenarios DIR with a request of your own"
)

// cannotError says why an expectation cannot be exercised, and what would change that.
type cannotError struct {
	reason string
	remedy string // empty: nothing
}

func (e *cannotError) Error() string { return e.reason }

// cannot gives an error a remedy, unless it has one.
func cannot(err error, remedy string) error {
	if unjudged(err) != nil {
		return err
	}
	return &cannotError{err.Error(), remedy}
}

// unjudged is the part of an error that says that there is nothing to judge; nil where there is.
func unjudged(err error) error {
	if known := (*cannotError)(nil); errors.As(err, &known) {
		return known
	}
	return nil
}

// notExercised sets the verdict.
func (r *Result) notExercised(err error) {
	r.Verdict, r.Reason, r.Remedy = NotExercised, err.Error(), ""
	if known := (*cannotError)(nil); errors.As(err, &known) {
		r.Remedy = known.remedy
	}
}
