package file

import (
	"context"
	"slices"
	"sort"

	"casemock/mockserver/engine"
)

// Append implements [engine.Engine].
func (e *Engine) Append(ctx context.Context, name string, entry engine.Entry) (uint64, error) {
	if err := e.ready(ctx); err != nil {
		return 0, err
	}
	number, err := e.append(name, entry)
	e.mutex.Unlock()
	if number > 0 {
		e.Tell(name)
	}
	return number, err
}

// append is [Engine.Append], with the lock held.
func (e *Engine) append(name string, entry engine.Entry) (number uint64, err error) {
	if here := e.worlds[name]; entry.Epoch != "" && (here == nil || here.version.Epoch != entry.Epoch) {
		return 0, nil
	}
	here := e.enter(name)
	entry.Epoch = here.version.Epoch
	if entry.Arrival == 0 || entry.Arrival > here.ClearedAt {
		number = here.Newest + 1
	}
	if err := e.record(name, here, number, entry); err != nil {
		return 0, err
	}
	return number, nil
}

// record writes an entry into the log, and keeps it.
func (e *Engine) record(name string, here *world, number uint64, entry engine.Entry) error {
	written := e.log.write(name, number, entry)
	e.keep(name, here, number, entry)
	e.soon(name)
	if written != nil {
		e.now() // the batch is what the entry is safe in, if anything
		return e.availability.Lose(written)
	}
	return nil
}

// keep makes room for an entry and puts it into memory, and into what waits for the file. The number is 0 where
// only the counters count.
func (e *Engine) keep(name string, here *world, number uint64, entry engine.Entry) {
	here.Arrivals = max(here.Arrivals, entry.Arrival)
	for _, counter := range entry.Counters {
		here.counters[counter]++
	}
	if number == 0 {
		return
	}
	kept := engine.Kept{Number: number, Text: entry.Text}
	here.Newest = number
	here.entries = append(here.entries, kept)
	e.bytes += int64(len(kept.Text))
	e.waiting.of(name).entries[number] = kept.Text
	e.makeRoom(name, here)
}

// makeRoom drops the oldest entries that are too many.
func (e *Engine) makeRoom(name string, here *world) {
	for len(here.entries) > e.options.JournalEntries ||
		len(here.entries) > 1 && e.options.JournalBytes > 0 && e.bytes > e.options.JournalBytes {
		e.forget(name, here.entries[0])
		here.entries[0] = engine.Kept{} // which lets go of it
		here.entries = here.entries[1:]
		here.Dropped++
	}
}

// forget lets an entry go that is not among those of its world any longer.
func (e *Engine) forget(name string, kept engine.Kept) {
	e.bytes -= int64(len(kept.Text))
	e.waiting.of(name).entries[kept.Number] = nil
}

// After implements [engine.Engine].
func (e *Engine) After(ctx context.Context, name string, number uint64, most int) ([]engine.Kept, error) {
	if err := e.ready(ctx); err != nil {
		return nil, err
	}
	defer e.mutex.Unlock()
	here := e.worlds[name]
	if here == nil {
		return nil, nil
	}
	from := here.place(number + 1)
	return slices.Clone(here.entries[from:min(from+most, len(here.entries))]), nil
}

// Before implements [engine.Engine].
func (e *Engine) Before(ctx context.Context, name string, number uint64, most int) ([]engine.Kept, error) {
	if err := e.ready(ctx); err != nil {
		return nil, err
	}
	defer e.mutex.Unlock()
	here := e.worlds[name]
	if here == nil {
		return nil, nil
	}
	to := here.place(number)
	found := slices.Clone(here.entries[max(0, to-most):to])
	slices.Reverse(found)
	return found, nil
}

// place is where the entry of a number is, or the next one.
func (w *world) place(number uint64) int {
	return sort.Search(len(w.entries), func(at int) bool { return w.entries[at].Number >= number })
}

// Journal implements [engine.Engine].
func (e *Engine) Journal(ctx context.Context, name string) (engine.Journal, error) {
	if err := e.ready(ctx); err != nil {
		return engine.Journal{}, err
	}
	defer e.mutex.Unlock()
	here := e.worlds[name]
	if here == nil {
		return engine.Journal{Dropped: e.lost[name]}, nil
	}
	return engine.Journal{Newest: here.Newest, Dropped: here.Dropped, Notes: slices.Clone(here.Notes)}, nil
}

// ClearJournal implements [engine.Engine].
func (e *Engine) ClearJournal(ctx context.Context, name string) error {
	return e.change(ctx, name, func() {
		e.forgive(name)
		here := e.worlds[name]
		if here == nil {
			return
		}
		for _, kept := range here.entries {
			e.forget(name, kept)
		}
		here.entries, here.Dropped, here.Notes, here.ClearedAt = nil, 0, nil, here.Arrivals
	})
}

// Forget implements [engine.Engine].
func (e *Engine) Forget(ctx context.Context, name string, numbers []uint64) error {
	return e.change(ctx, name, func() {
		here := e.worlds[name]
		if here == nil {
			return
		}
		gone := make(map[uint64]bool, len(numbers))
		for _, number := range numbers {
			gone[number] = true
		}
		here.entries = slices.DeleteFunc(here.entries, func(kept engine.Kept) bool {
			if gone[kept.Number] {
				e.forget(name, kept)
			}
			return gone[kept.Number]
		})
	})
}

// Note implements [engine.Engine].
func (e *Engine) Note(ctx context.Context, name, text string) error {
	return e.change(ctx, name, func() {
		here := e.enter(name)
		here.Notes = append(here.Notes, text)
		here.Notes = here.Notes[max(0, len(here.Notes)-engine.MaxNotes):]
	})
}
