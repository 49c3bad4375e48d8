package mockserver

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// The sandbox's handlers return one of these errors; [exchange.failure] is the one place that makes an
// answer of it. Everything else is a mistake of ours.

// errUnauthorized is a key that is missing or not accepted.
var errUnauthorized = errors.New(caseapi.InvalidKey)

// invalidRequest is a request that is wrong in itself: a 400 that names every wrong field.
type invalidRequest struct{ violations []caseapi.Violation }

func (e invalidRequest) Error() string { return fmt.Sprintf("%d violations", len(e.violations)) }

// unprocessable is a request that is right but cannot be applied: a 422.
type unprocessable struct{ code, message string }

func (e unprocessable) Error() string { return e.message }

// fullMessage says what to do when nothing more can be kept.
const fullMessage = "The fake server keeps no more than it may of what clients make and change. Reset a " +
	"world that is no longer needed (casemock reset --world NAME), or allow more with --max-data."

// failure is the documented answer to an error of the sandbox.
func (x *exchange) failure(err error) answer {
	var invalid invalidRequest
	var refused unprocessable
	switch {
	case errors.Is(err, errUnauthorized):
		return textAnswer(http.StatusUnauthorized, caseapi.InvalidKey)
	case errors.Is(err, store.ErrNotFound):
		missing, _ := x.operation.Response(http.StatusNotFound)
		return textAnswer(http.StatusNotFound, missing.Meaning)
	case errors.Is(err, store.ErrFull):
		return jsonAnswer(http.StatusUnprocessableEntity,
			caseapi.ErrorBody{Error: "sandbox_full", Message: fullMessage})
	case errors.Is(err, store.ErrTooLarge):
		return jsonAnswer(http.StatusUnprocessableEntity, x.tooLarge())
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return answer{} // the client has left: nobody waits for any
	case errors.As(err, &invalid):
		return jsonAnswer(http.StatusBadRequest, caseapi.NewBadRequest(invalid.violations))
	case errors.As(err, &refused):
		return jsonAnswer(http.StatusUnprocessableEntity,
			caseapi.ErrorBody{Error: refused.code, Message: refused.message})
	}
	panic(err) // the server's recovery logs it and answers 500
}

// tooLarge says what is larger than the store keeps, a case or a customer.
func (x *exchange) tooLarge() caseapi.ErrorBody {
	object := string(x.operation.Object)
	return caseapi.ErrorBody{Error: object + "_too_large", Message: fmt.Sprintf(
		"The %s would be larger than %d bytes of JSON, and is left as it was.", object, store.MostBytes)}
}
