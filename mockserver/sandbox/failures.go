package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
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
func (c CRM) failure(r Request, err error) Answer {
	var invalid invalidRequest
	var refused unprocessable
	switch {
	case errors.Is(err, store.ErrNotFound):
		missing, _ := r.Operation.Response(http.StatusNotFound)
		return Text(http.StatusNotFound, missing.Meaning).
			because("no %s has the id %s%s", r.Operation.Object, r.id(), c.hintAtIDs())
	case errors.Is(err, store.ErrFull):
		return unprocessable{"sandbox_full", FullMessage}.answer()
	case errors.Is(err, store.ErrTooLarge):
		return tooLarge(r.Operation).answer()
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return Answer{} // the client has left: nobody waits for any
	case errors.As(err, &invalid):
		return JSON(http.StatusBadRequest, caseapi.NewBadRequest(invalid.violations)).because("%s", invalid.summary())
	case errors.As(err, &refused):
		return refused.answer()
	}
	panic(err) // the server's recovery logs it and answers 500
}

// hintAtIDs helps those who ask for the ids of the documents' examples where others are in use.
func (c CRM) hintAtIDs() string {
	if len(c.Population.Naming().Shapes) == 0 {
		return ""
	}
	return "; ids are as the profile of the server writes them"
}

// tooLarge says what is larger than the store keeps, a case or a customer.
func tooLarge(operation *caseapi.Operation) unprocessable {
	object := string(operation.Object)
	return unprocessable{object + "_too_large", fmt.Sprintf(
		"The %s would be larger than %d bytes of JSON, and is left as it was.", object, store.MostBytes)}
}

// mostBecause bounds the few words that say why a request is refused, in characters.
const mostBecause = 160

// because says why the request is refused.
func (a Answer) because(format string, arguments ...any) Answer {
	a.Because = wording.Shorten(fmt.Sprintf(format, arguments...), mostBecause)
	return a
}

// answer is the 422, whose first sentence says why.
func (e unprocessable) answer() Answer {
	sentence, _, _ := strings.Cut(e.message, ". ")
	return JSON(http.StatusUnprocessableEntity, caseapi.ErrorBody{Error: e.code, Message: e.message}).
		because("%s", strings.TrimSuffix(sentence, "."))
}

// summary says the first thing that is wrong, and how many more there are.
func (e invalidRequest) summary() string {
	first, more := e.violations[0].Error(), len(e.violations)-1
	if more == 0 {
		return first
	}
	return fmt.Sprintf("%s, and %d more", wording.Shorten(first, mostBecause-len(", and 9999 more")), more)
}
