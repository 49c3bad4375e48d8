package world

import (
	"context"

	"casemock/mockserver/engine"
	"casemock/mockserver/journal"
)

// Arrival is a request that has entered a world, on its way to the journal.
type Arrival struct {
	World *World
	// N is which request of the world it is, from 1; 0 for one that was not counted. What is left to chance depends
	// on it.
	N uint64

	clears uint64 // how often the journal had been cleared by then
	epoch  string // of the world in its engine by then
}

// arrive lets a request enter the world, which is up to date after that.
func (w *World) arrive(ctx context.Context, counted bool) (Arrival, error) {
	arrived := Arrival{World: w}
	if w.copied == nil {
		arrived.clears = w.Journal.Clears()
		if counted {
			arrived.N = w.arrivals.Add(1)
		}
		return arrived, nil
	}
	if !counted {
		return arrived, w.refresh(ctx)
	}
	known := w.copied.known()
	n, since, err := w.copied.engine.Arrive(ctx, w.Name, known)
	if err != nil {
		return arrived, err
	}
	arrived.N, arrived.epoch = n, since.Version.Epoch
	return arrived, w.absorb(ctx, known, since)
}

// refresh brings the world up to date.
func (w *World) refresh(ctx context.Context) error {
	if w.copied == nil {
		return nil
	}
	known := w.copied.known()
	since, err := w.copied.engine.Read(ctx, w.Name, known)
	if err != nil {
		return err
	}
	return w.absorb(ctx, known, since)
}

// Settle waits until all that was found in the world will outlast the process, as far as its engine promises that:
// then an answer may rest on it.
func (w *World) Settle(ctx context.Context) error {
	if w.copied == nil {
		return nil
	}
	return w.copied.engine.Settle(ctx, w.Name, w.copied.known())
}

// Record writes the request into the journal, unless that was cleared since it arrived, and counts what the client
// has met when it has. The error is of the engine: then the journal does not have it.
func (a Arrival) Record(ctx context.Context, entry *journal.Entry, met bool) error {
	w, answer := a.World, entry.Answer
	if w.copied != nil {
		var counters []string
		if met {
			counters = countersOf(entry.Operation, answer)
		}
		number, err := w.copied.engine.Append(context.WithoutCancel(ctx), w.Name, engine.Entry{Epoch: a.epoch,
			Arrival: a.N, Text: entry.Marshal(), Counters: counters})
		entry.N = number
		if err == nil && a.epoch == "" && w.copied.known() == (engine.Version{}) { // the entry has begun the world
			err = w.makeRoom(ctx)
		}
		return err
	}
	if met {
		w.Coverage.Count(entry.Operation, answer)
	}
	w.Journal.AddUnlessCleared(entry, a.clears)
	return nil
}

// Log is the world's journal as it is looked at.
func (w *World) Log() journal.Log {
	if w.keeper != nil {
		return journal.NewKept(w.keeper, w.Name)
	}
	return w.Journal.Log()
}

// Met is what the world's client has met so far.
func (w *World) Met(ctx context.Context) (*Coverage, error) {
	if w.keeper == nil {
		return w.Coverage, nil
	}
	counters, err := w.keeper.Counters(ctx, w.Name)
	if err != nil {
		return nil, err
	}
	return coverageOf(counters), nil
}
