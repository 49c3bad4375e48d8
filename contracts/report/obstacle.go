package report

import "errors"

// obstacleError says why an expectation cannot be exercised, and what would change that.
type obstacleError struct {
	reason string
	remedy string // empty: nothing
}

// Error is the reason.
func (e *obstacleError) Error() string { return e.reason }

// Obstacle is what keeps an expectation from being exercised, and what would change that; an empty
// remedy: nothing would.
func Obstacle(reason, remedy string) error { return &obstacleError{reason, remedy} }

// WithRemedy gives an error a remedy, unless it has one.
func WithRemedy(err error, remedy string) error {
	if Unjudged(err) != nil {
		return err
	}
	return Obstacle(err.Error(), remedy)
}

// Unjudged is the part of an error that says that there is nothing to judge; nil where there is.
func Unjudged(err error) error {
	if known := (*obstacleError)(nil); errors.As(err, &known) {
		return known
	}
	return nil
}
