package pact

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
)

// shown is an object as a lookup showed it.
type shown struct {
	path     string
	object   map[string]any
	exchange *report.Exchange
	unjudged error // why the server cannot be blamed for showing nothing; nil: it can
}

// lookUp reads an object. The problem, empty where there is none, follows the object in a sentence.
func (v *verification) lookUp(ctx context.Context, path string) (found shown, problem string) {
	operation := lookupAt(path)
	if v.lateLookups.tooOften(operation) {
		return found, fmt.Sprintf("is not looked up: GET %s gives no answer in time", path)
	}
	got, exchange, err := v.client.Do(ctx, v.client.Read(path))
	v.lateLookups.note(operation, err)
	found.path, found.exchange = path, exchange
	switch {
	case err != nil:
		found.unjudged = report.Unjudged(err)
		return found, fmt.Sprintf("cannot be looked up: %v", err)
	case got.Status != http.StatusOK:
		return found, fmt.Sprintf("cannot be looked up: GET %s is answered with %d", path, got.Status)
	}
	object, ok := decodeObject(got.Body)
	if !ok {
		return found, "is not shown as a JSON object"
	}
	found.object = object
	return found, ""
}

// shows reports whether an object can be looked up.
func (v *verification) shows(ctx context.Context, path string) bool {
	_, problem := v.lookUp(ctx, path)
	return problem == ""
}

// exchanged is the lookup, which has shown an object.
func (s shown) exchanged() consistency.Exchange {
	return exchangeOf(lookupAt(s.path), target.Call{Path: s.path}, http.StatusOK, s.object)
}

// observeBefore looks at what an update is about to change.
func (e *check) observeBefore(ctx context.Context) {
	i := e.Interaction
	if !i.Succeeds() || !i.Writes(caseapi.CaseObject) && !i.Writes(caseapi.CustomerObject) {
		return
	}
	var before shown
	var problem string
	e.v.client.Patience.Until(ctx, func() bool {
		before, problem = e.v.lookUp(ctx, e.Call.Path)
		return problem == ""
	})
	if problem == "" {
		e.model.Learn(before.exchanged())
		e.letClockTick(ctx, contract.Text(before.object["created"]))
	}
}

// letClockTick waits, once, until a server that writes whole seconds would show that created moves
// with an update: the case is only just made.
func (e *check) letClockTick(ctx context.Context, created string) {
	const tick = 1050 * time.Millisecond
	if e.kase == nil || e.v.waited || e.v.client.Patience.Limit() < tick ||
		consistency.Precision(created) < time.Second {
		return
	}
	e.v.waited = true
	_ = transport.Pause(ctx, tick) // who asks next finds the run ended
}
