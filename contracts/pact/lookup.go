package pact

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"casemock/contracts"
)

// shown is an object as a lookup showed it.
type shown struct {
	object   map[string]any
	exchange *Exchange
}

// lookUp reads an object. The problem, empty where there is none, follows the object in a sentence.
func (v *verification) lookUp(ctx context.Context, path string) (found shown, problem string) {
	got, exchange, err := v.client.do(ctx, v.client.read(path))
	found.exchange = exchange
	switch {
	case err != nil:
		return found, fmt.Sprintf("cannot be looked up: %v", err)
	case got.status != http.StatusOK:
		return found, fmt.Sprintf("cannot be looked up: GET %s is answered with %d", path, got.status)
	}
	object, ok := decodeObject(got.body)
	if !ok {
		return found, "is not shown as a JSON object"
	}
	found.object = object
	return found, ""
}

// patiently asks until the answer is right or patience ends, for servers whose reads lag behind
// their writes. It asks once in any case.
func (v *verification) patiently(ctx context.Context, right func() bool) {
	pause, waited := firstPause, time.Duration(0)
	for !right() && waited < v.options.Patience && ctx.Err() == nil {
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case <-timer.C:
		}
		timer.Stop()
		waited += pause
		pause *= 2
	}
}

const firstPause = 50 * time.Millisecond

// observeBefore looks at what an update is about to change.
func (e *exercise) observeBefore(ctx context.Context) {
	if !e.changes(contracts.CaseObject) && !e.changes(contracts.CustomerObject) {
		return
	}
	e.v.patiently(ctx, func() bool {
		found, problem := e.v.lookUp(ctx, e.call.path)
		if problem == "" {
			e.before = &found
		}
		return problem == ""
	})
}
