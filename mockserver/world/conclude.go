package world

import (
	"context"

	"casemock/mockserver/engine"
	"casemock/mockserver/journal"
)

// Conclusion is what a request that was answered leaves behind.
type Conclusion struct {
	Entry *journal.Entry
	Met   bool // the client has met the answer, which counts
}

// Decider answers a request. It may be asked again with what the world is by then.
type Decider interface {
	// OnlyReads reports whether deciding is going to change nothing.
	OnlyReads(here *World) bool
	// Decide answers the request from a world, which it may change, and must do nothing besides that cannot be done
	// twice. It is nil for a request that has to arrive before it can be answered, see [Registry.Arrive].
	Decide(here *World) *Conclusion
}

// attempts is how often a request is answered in vain, since another one came in between, before it arrives as any
// other: then it is known what comes in between, and nothing can be in the way of a request that only reads.
const attempts = 3

// Conclude lets a request be answered from what this process knows of a world, and then has the engine do in one step
// what it needs, see [engine.Engine.Conclude]. False: nothing has happened, and the request has to arrive. After an
// error it may have been done or not.
func (r *Registry) Conclude(ctx context.Context, name string, decider Decider) (done bool, err error) {
	if r.Engine == nil {
		return false, nil
	}
	entered := r.Enter(name)
	for range attempts {
		again := false
		if decider.OnlyReads(entered) {
			done, again, err = r.concludeRead(ctx, entered, decider)
		} else {
			done, again, err = r.concludeChange(ctx, entered, decider)
			if done && err == nil {
				err = entered.Settle(ctx)
			}
		}
		if !again || err != nil {
			return done && err == nil, err
		}
	}
	return false, nil
}

// concludeRead concludes a request that changes nothing; again when something came in between.
func (r *Registry) concludeRead(ctx context.Context, w *World, decider Decider) (done, again bool, err error) {
	known, beside := w.copied.known(), r.shared.copied.known()
	if known == (engine.Version{}) {
		return false, false, nil // it has to begin
	}
	concluded := decider.Decide(w)
	if concluded == nil {
		return false, false, nil
	}
	if err := w.copied.engine.Settle(ctx, w.Name, known); err != nil {
		return false, false, err
	}
	since, done, err := r.conclude(ctx, w, engine.Exchange{Known: known, BesideKnown: beside}, concluded)
	if err == nil && !done {
		err = r.lookAgain(ctx, w, known, since)
	}
	return done, !done, err
}

// concludeChange concludes a request that may change something, one at a time in a process.
func (r *Registry) concludeChange(ctx context.Context, w *World, decider Decider) (done, again bool, err error) {
	c := w.copied
	c.turn.Lock()
	defer c.turn.Unlock()
	if err := c.catchUp(w); err != nil {
		return false, false, err
	}
	beside := r.shared.copied.known()
	if c.drafted == (engine.Version{}) {
		return false, false, nil
	}
	defer c.forget() // what is not committed is as it was before, also after a panic
	concluded := decider.Decide(c.draft)
	if concluded == nil {
		return false, false, nil
	}
	exchange := engine.Exchange{Known: c.drafted, Records: c.drafts(), BesideKnown: beside}
	since, done, err := r.conclude(ctx, w, exchange, concluded)
	switch {
	case err != nil:
		return false, false, err
	case !done:
		return false, true, r.lookAgain(ctx, w, c.drafted, since)
	}
	return true, false, c.takeOver(w, since.Version)
}

// conclude has the engine conclude a request that rests on the shared world, too.
func (r *Registry) conclude(ctx context.Context, w *World, exchange engine.Exchange, concluded *Conclusion) (
	since engine.Changes, done bool, err error) {
	entry := concluded.Entry
	exchange.Beside = sharedName
	exchange.Entry = engine.Entry{Text: entry.Marshal()}
	if concluded.Met {
		exchange.Entry.Counters = countersOf(entry.Operation, entry.Answer)
	}
	// What is under way is not left because its client is.
	entry.N, since, err = w.copied.engine.Conclude(context.WithoutCancel(ctx), w.Name, exchange)
	return since, entry.N > 0, err
}

// lookAgain takes over what came in between: something in the world, or else in what is shared by all.
func (r *Registry) lookAgain(ctx context.Context, w *World, known engine.Version, since engine.Changes) error {
	if since.Version == known {
		return r.shared.refresh(ctx)
	}
	return w.absorb(ctx, known, since)
}
