package pact

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

// shown is an object as a lookup showed it.
type shown struct {
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
	found.exchange = exchange
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

// observeBefore looks at what an update is about to change.
func (e *check) observeBefore(ctx context.Context) {
	if !e.changes(caseapi.CaseObject) && !e.changes(caseapi.CustomerObject) {
		return
	}
	e.v.client.Patience.Until(ctx, func() bool {
		found, problem := e.v.lookUp(ctx, e.call.Path)
		if problem == "" {
			e.before = &found
		}
		return problem == ""
	})
	e.letClockTick(ctx)
}

// letClockTick waits, once, until a server that writes whole seconds would show that created moves
// with an update: the case is only just made.
func (e *check) letClockTick(ctx context.Context) {
	const tick = 1050 * time.Millisecond
	if e.before == nil || e.kase == nil || e.v.waited || e.v.client.Patience.Limit() < tick ||
		precision(contract.Text(e.before.object["created"])) < time.Second {
		return
	}
	e.v.waited = true
	_ = transport.Pause(ctx, tick) // who asks next finds the run ended
}

// precision is the unit of a date-time's last digit.
func precision(text string) time.Duration {
	_, fraction, _ := strings.Cut(strings.Replace(text, ",", ".", 1), ".")
	unit := time.Second
	for _, letter := range fraction {
		if letter < '0' || letter > '9' || unit == 1 {
			break
		}
		unit /= 10
	}
	return unit
}
