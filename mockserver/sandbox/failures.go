package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// The behaviours return one of these errors; failure is the one place that makes an
// answer of it. Everything else is a mistake of ours.

// invalidRequest is a request that is wrong in itself: a 400 that names every wrong field.
type invalidRequest struct{ violations []caseapi.Violation }

func (e invalidRequest) Error() string { return fmt.Sprintf("%d violations", len(e.violations)) }

// unprocessable is a request that is right but cannot be applied: a 422.
type unprocessable struct{ code, message string }

func (e unprocessable) Error() string { return e.message }

// FullMessage says what to do when nothing more can be kept.
const FullMessage = "The fake server keeps no more than it may of what clients make and change. Reset a " +
	"world that is no longer needed (casemock reset --world NAME), or allow more with --max-data."

// failure is the documented answer to an error of the sandbox.
func failure(operation *caseapi.Operation, err error) Answer {
	var invalid invalidRequest
	var refused unprocessable
	switch {
	case errors.Is(err, store.ErrNotFound):
		missing, _ := operation.Response(http.StatusNotFound)
		return Text(http.StatusNotFound, missing.Meaning)
	case errors.Is(err, store.ErrFull):
		return JSON(http.StatusUnprocessableEntity,
			caseapi.ErrorBody{Error: "sandbox_full", Message: FullMessage})
	case errors.Is(err, store.ErrTooLarge):
		return JSON(http.StatusUnprocessableEntity, tooLarge(operation))
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return Answer{} // the client has left: nobody waits for any
	case errors.As(err, &invalid):
		return JSON(http.StatusBadRequest, caseapi.NewBadRequest(invalid.violations))
	case errors.As(err, &refused):
		return JSON(http.StatusUnprocessableEntity,
			caseapi.ErrorBody{Error: refused.code, Message: refused.message})
	}
	panic(err) // the server's recovery logs it and answers 500
}

// tooLarge says what is larger than the store keeps, a case or a customer.
func tooLarge(operation *caseapi.Operation) caseapi.ErrorBody {
	object := string(operation.Object)
	return caseapi.ErrorBody{Error: object + "_too_large", Message: fmt.Sprintf(
		"The %s would be larger than %d bytes of JSON, and is left as it was.", object, store.MostBytes)}
}
