package world

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"casemock/mockserver/engine"
	"casemock/mockserver/store"
)

// ErrInfested is the error of a world whose data is wrong on purpose: what it holds is not what it shows.
var ErrInfested = errors.New("the data of a server with --bug is wrong on purpose: it can be neither exported " +
	"nor imported")

// Snapshot is all that the world holds, as records in the order of their keys: what a reset forgets, but for the
// journal and what is counted. Changes that are made meanwhile may be in it or not.
func (w *World) Snapshot() ([]engine.Record, error) {
	if w.isInfested() {
		return nil, ErrInfested
	}
	var records []engine.Record
	all := recordsOf(w, w.data)
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		for _, name := range all[kind].Names() {
			if value := all[kind].Record(name); value != nil {
				records = append(records, engine.Record{Key: keyOf(kind, name), Value: value})
			}
		}
	}
	return records, nil
}

// isInfested reports whether what the world shows is not what it holds.
func (w *World) isInfested() bool {
	_, plain := w.Store.(*store.Memory)
	return !plain
}

// RecordError says of a record of a snapshot why it cannot be restored.
type RecordError struct {
	Key string
	Err error
}

// Error names the record.
func (e RecordError) Error() string { return fmt.Sprintf("%s cannot be restored: %v", e.Key, e.Err) }

// Unwrap gives the reason.
func (e RecordError) Unwrap() error { return e.Err }

// fill puts records into a world that is as it was at its start.
func (w *World) fill(records []engine.Record) error {
	if w.isInfested() {
		return ErrInfested
	}
	all := recordsOf(w, w.data)
	for _, record := range records {
		kind, name, _ := strings.Cut(record.Key, "/")
		if all[kind] == nil {
			return RecordError{record.Key, errors.New("no such kind is known")}
		}
		if err := all[kind].Put(name, record.Value); err != nil {
			return RecordError{record.Key, err}
		}
		w.Clock.trail.changed(kind, name) // one trail is told of all that changes
	}
	if w.Forced.account.IsOverdrawn() {
		return store.ErrFull
	}
	return nil
}

// Restore makes a world hold what a snapshot says, and nothing else. It is reset first. The error is [store.ErrFull]
// where there is no room for it, and then nothing is changed; or is a [RecordError]; or it is that of the engine.
func (r *Registry) Restore(ctx context.Context, name string, records []engine.Record) error {
	if r.Engine == nil {
		return r.restore(name, records)
	}
	kept, err := r.keptOf(name, records)
	if err == nil {
		err = r.Engine.Reset(ctx, name, kept...)
	}
	if err == nil {
		err = r.makeRoom(ctx, name)
	}
	return err
}

// keptOf are the records as an engine keeps them, when a world takes them.
func (r *Registry) keptOf(name string, records []engine.Record) ([]engine.Record, error) {
	trial := r.create(name)
	defer trial.end(nil)
	if err := trial.copied.draft.fill(records); err != nil { // which counts what there is room for
		return nil, err
	}
	return trial.copied.draft.Snapshot()
}

// restore puts another world in the place of the one of that name, as a reset does.
func (r *Registry) restore(name string, records []engine.Record) error {
	r.Enter(name)
	fresh := r.create(name)
	if err := fresh.fill(records); err != nil {
		fresh.end(nil)
		return err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	delete(r.lost, name)
	fresh.lastUsed.Store(r.tick.Add(1))
	if former, ok := r.byName[name]; ok {
		former.end(fresh)
	}
	r.byName[name] = fresh
	return nil
}
