package world

import (
	"context"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver/verdict"
	"casemock/scenarios"
)

// Judge lets an exchange count for the verdict about the world's client, when it is in the journal. One that has
// arrived before the world was reset says nothing about it. The error is that of the engine.
func (a Arrival) Judge(ctx context.Context, e *verdict.Exchange) error {
	w := a.World
	first, tooMany := w.Watch.Count(e)
	if !tooMany && !e.Concerns() && w.Ledger.IsIdle() {
		return nil
	}
	return w.Change(context.WithoutCancel(ctx), func(here *World) {
		if w.copied != nil && a.epoch != "" && a.epoch != w.copied.drafted.Epoch {
			return
		}
		if tooMany {
			here.Ledger.TooMany(e, first)
		}
		here.Ledger.Observe(e, w.Watch)
	})
}

// Judged is the verdict about a world's client, with the answers that it has met.
type Judged struct {
	verdict.Judged
	Coverage *Coverage `json:"-"`
}

// IsDecided reports whether nothing is open and no request under way, so that time alone changes nothing.
func (j Judged) IsDecided() bool { return j.Open+j.Underway == 0 }

// Judge gives the verdict about a world's client. It waits until there is enough, but no longer than its patience
// lasts. Files are the scenarios without those that were uploaded.
func (r *Registry) Judge(
	ctx, patience context.Context, name string, files func() *scenarios.Set, enough func(Judged) bool,
) (Judged, error) {
	for {
		here, err := r.Look(ctx, name)
		if err != nil {
			return Judged{}, err
		}
		news, stop := here.Watch.News() // before, so that nothing is missed in between
		judged, err := here.judge(ctx, files())
		if err == nil && !enough(judged) && patience.Err() == nil {
			here.await(patience, news)
			stop()
			continue
		}
		stop()
		return judged, err
	}
}

func (w *World) judge(ctx context.Context, files *scenarios.Set) (Judged, error) {
	met, err := w.Met(ctx)
	if err != nil {
		return Judged{}, err
	}
	rules := verdict.RulesOf(w.Scenarios(files))
	return Judged{w.Ledger.Judge(time.Now(), w.Watch, rules, met.hasCalled), met}, nil
}

// otherReplicas is after how long somebody who waits looks for what other processes have done.
const otherReplicas = time.Second

// await waits until something may be new: an exchange has ended, the time of something is over, or the world has ended.
func (w *World) await(ctx context.Context, news <-chan struct{}) {
	const justAfter = time.Millisecond
	var enough time.Duration
	if due, open := w.Ledger.NextDue(); open {
		enough = max(time.Until(due)+justAfter, 0)
	}
	if w.keeper != nil && (enough == 0 || enough > otherReplicas) {
		enough = otherReplicas
	}
	var over <-chan time.Time
	if enough > 0 {
		timer := time.NewTimer(enough)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-ctx.Done():
	case <-news:
	case <-over:
	case <-w.Ended():
	}
}

// hasCalled reports whether an operation was answered.
func (c *Coverage) hasCalled(operation caseapi.OperationName) bool {
	for pair, count := range c.met {
		if pair.Operation == operation && count.Load() > 0 {
			return true
		}
	}
	for kind, count := range c.faults {
		if kind.operation == operation && count.Load() > 0 {
			return true
		}
	}
	return false
}
