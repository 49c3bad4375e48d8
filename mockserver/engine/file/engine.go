package file

import (
	"context"
	"crypto/rand"
	"slices"
	"sync"

	bolt "go.etcd.io/bbolt"

	"casemock/mockserver/engine"
)

// Engine is a store in a file. It implements [engine.Engine]; open one with [Open].
type Engine struct {
	engine.Watchers
	options      engine.Options
	availability engine.Availability
	database     *bolt.DB
	update       func(func(*bolt.Tx) error) error // the database's Update

	mutex    sync.Mutex // of what follows; no sync of the disk happens under it
	worlds   map[string]*world
	lost     map[string]uint64 // how many entries worlds had that were dropped
	log      *entryLog
	bytes    int64         // of all journals
	uses     uint64        // tells which world was used last
	waiting  *batch        // what is not in the file yet
	underway *batch        // what is being written there; nil: nothing
	kick     chan struct{} // tells the writer that there is something to do now
	closing  chan struct{}
	closed   sync.WaitGroup
}

// world is what is in memory of a world.
type world struct {
	version engine.Version
	recent  recent
	settled uint64 // the number of the last change that is in the file
	afresh  bool   // a reset made it that is not in the file yet
	state
	counters map[string]uint64
	entries  []engine.Kept // of the journal, the lowest number first
	used     uint64
}

// state is what is kept of a world besides records, entries and counters.
type state struct {
	Arrivals  uint64   `json:"arrivals"`
	ClearedAt uint64   `json:"clearedAt"` // the last arrival whose entry is not wanted any longer
	Newest    uint64   `json:"newest"`
	Dropped   uint64   `json:"dropped"`
	Notes     []string `json:"notes,omitempty"`
}

// newWorld is one that begins, in an epoch of its own.
func newWorld() *world { return newWorldOf(rand.Text()[:12]) }

func newWorldOf(epoch string) *world {
	return &world{version: engine.Version{Epoch: epoch}, counters: map[string]uint64{}}
}

// ready takes the lock, unless there is no use in it.
func (e *Engine) ready(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := e.availability.Err(); err != nil {
		return err
	}
	e.mutex.Lock()
	return nil
}

// enter gives a world, which begins where there is none, with the lock held.
func (e *Engine) enter(name string) *world {
	found := e.worlds[name]
	if found == nil {
		found = newWorld()
		found.Dropped = e.lost[name]
		e.forgive(name)
		e.worlds[name] = found
	}
	e.uses++
	found.used = e.uses
	return found
}

// forgive forgets that a world that is no more has lost entries.
func (e *Engine) forgive(name string) {
	if e.lost[name] > 0 {
		delete(e.lost, name)
		e.waiting.lost[name] = 0
	}
}

// Arrive implements [engine.Engine].
func (e *Engine) Arrive(ctx context.Context, name string, known engine.Version) (uint64, engine.Changes, error) {
	if err := e.ready(ctx); err != nil {
		return 0, engine.Changes{}, err
	}
	defer e.mutex.Unlock()
	here := e.enter(name)
	here.Arrivals++
	e.soon(name)
	since, err := e.since(name, here, known)
	return here.Arrivals, since, err
}

// Read implements [engine.Engine].
func (e *Engine) Read(ctx context.Context, name string, known engine.Version) (engine.Changes, error) {
	if err := e.ready(ctx); err != nil {
		return engine.Changes{}, err
	}
	defer e.mutex.Unlock()
	if e.worlds[name] == nil {
		return engine.Changes{Whole: known != engine.Version{}}, nil
	}
	return e.since(name, e.enter(name), known)
}

// since tells what was committed, or everything where too much was, or the process has just begun.
func (e *Engine) since(name string, here *world, known engine.Version) (engine.Changes, error) {
	if known == here.version {
		return engine.Changes{Version: known}, nil
	}
	if known.Epoch == here.version.Epoch && known.Number < here.version.Number {
		if records, ok := here.recent.last(here.version.Number - known.Number); ok {
			return engine.Changes{Version: here.version, Records: records}, nil
		}
	}
	records, err := e.records(name)
	if err != nil {
		return engine.Changes{}, e.availability.Lose(err)
	}
	return engine.Changes{Version: here.version, Whole: true, Records: records}, nil
}

// Commit implements [engine.Engine].
func (e *Engine) Commit(ctx context.Context, name string, known engine.Version, change []engine.Record) (
	engine.Changes, bool, error) {
	if err := e.ready(ctx); err != nil {
		return engine.Changes{}, false, err
	}
	defer e.mutex.Unlock()
	if e.worlds[name] == nil && known != (engine.Version{}) {
		return engine.Changes{Whole: true}, false, nil
	}
	begins := e.worlds[name] == nil
	here := e.enter(name)
	if !begins && known != here.version {
		since, err := e.since(name, here, known)
		return since, false, err
	}
	e.commit(name, here, change)
	return engine.Changes{Version: here.version}, true, nil
}

// commit makes a change, with the lock held.
func (e *Engine) commit(name string, here *world, change []engine.Record) {
	part := e.waiting.of(name)
	commit := make([]engine.Record, len(change))
	for i, record := range change {
		commit[i] = engine.Record{Key: record.Key, Value: slices.Clone(record.Value)}
		part.records[record.Key] = commit[i].Value
	}
	here.recent.add(commit)
	here.version.Number++
	e.now()
}

// Conclude implements [engine.Engine].
func (e *Engine) Conclude(ctx context.Context, name string, exchange engine.Exchange) (
	number uint64, since engine.Changes, err error) {
	if err := e.ready(ctx); err != nil {
		return 0, engine.Changes{}, err
	}
	number, since, err = e.conclude(name, exchange)
	e.mutex.Unlock()
	if number > 0 {
		e.Tell(name)
	}
	return number, since, err
}

// conclude is [Engine.Conclude], with the lock held.
func (e *Engine) conclude(name string, exchange engine.Exchange) (number uint64, since engine.Changes, err error) {
	if e.worlds[name] == nil {
		return 0, engine.Changes{Whole: true}, nil
	}
	here := e.enter(name)
	if exchange.Known != here.version || exchange.BesideKnown != e.versionOf(exchange.Beside) {
		since, err = e.since(name, here, exchange.Known)
		return 0, since, err
	}
	entry := exchange.Entry
	entry.Epoch, entry.Arrival, number = here.version.Epoch, here.Arrivals+1, here.Newest+1
	if len(exchange.Records) > 0 {
		// The entry comes into the file with the change, or neither does: it needs no log.
		e.commit(name, here, exchange.Records)
		e.keep(name, here, number, entry)
	} else if err := e.record(name, here, number, entry); err != nil {
		return 0, engine.Changes{}, err
	}
	return number, engine.Changes{Version: here.version}, nil
}

// versionOf is the version of a world, zero where there is none.
func (e *Engine) versionOf(name string) engine.Version {
	if e.worlds[name] == nil {
		return engine.Version{}
	}
	return e.worlds[name].version
}

// Settle implements [engine.Engine].
func (e *Engine) Settle(ctx context.Context, name string, version engine.Version) error {
	if err := e.ready(ctx); err != nil {
		return err
	}
	here := e.worlds[name]
	if here == nil || version.Epoch != here.version.Epoch || version.Number <= here.settled && !here.afresh {
		e.mutex.Unlock()
		return nil
	}
	in := e.waiting
	if e.underway != nil && e.underway.has(name, version) {
		in = e.underway
	}
	e.mutex.Unlock()
	return in.wait(ctx)
}

// Counters implements [engine.Engine].
func (e *Engine) Counters(ctx context.Context, name string) (map[string]uint64, error) {
	counts := map[string]uint64{}
	if err := e.ready(ctx); err != nil {
		return nil, err
	}
	defer e.mutex.Unlock()
	if here := e.worlds[name]; here != nil {
		for counter, count := range here.counters {
			counts[counter] = count
		}
	}
	return counts, nil
}

// Worlds implements [engine.Engine].
func (e *Engine) Worlds(ctx context.Context) ([]string, error) {
	if err := e.ready(ctx); err != nil {
		return nil, err
	}
	defer e.mutex.Unlock()
	var names []string
	for name := range e.worlds {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return int(e.worlds[a].used) - int(e.worlds[b].used) })
	return names, nil
}

// Reset implements [engine.Engine].
func (e *Engine) Reset(ctx context.Context, name string, records ...engine.Record) error {
	return e.change(ctx, name, func() {
		e.forgive(name)
		if former := e.worlds[name]; former != nil {
			e.end(name, former)
			fresh := e.enter(name)
			fresh.Newest, fresh.afresh = former.Newest, true
		}
		if len(records) > 0 {
			e.commit(name, e.enter(name), records)
		}
	})
}

// Drop implements [engine.Engine].
func (e *Engine) Drop(ctx context.Context, name string) error {
	return e.change(ctx, name, func() {
		former := e.worlds[name]
		if former == nil {
			return
		}
		e.end(name, former)
		if lost := former.Dropped + uint64(len(former.entries)); lost > 0 {
			e.lose(name, lost)
		}
	})
}

// end takes a world away, with the lock held.
func (e *Engine) end(name string, former *world) {
	for _, kept := range former.entries {
		e.bytes -= int64(len(kept.Text))
	}
	delete(e.worlds, name)
	e.waiting.of(name).restart()
}

// maxLost bounds of how many dropped worlds it is known that they had entries.
const maxLost = 10_000

// lose remembers that a world that is no more had entries.
func (e *Engine) lose(name string, entries uint64) {
	for other := range e.lost {
		if len(e.lost) < maxLost {
			break
		}
		e.forgive(other)
	}
	e.lost[name], e.waiting.lost[name] = entries, entries
}

// change makes a change of another kind than [Engine.Commit], and waits until it is in the file.
func (e *Engine) change(ctx context.Context, name string, make func()) error {
	if err := e.ready(ctx); err != nil {
		return err
	}
	e.waiting.of(name)
	make()
	in := e.waiting
	e.now()
	e.mutex.Unlock()
	e.Tell(name)
	return in.wait(ctx)
}

// Check implements [engine.Engine].
func (e *Engine) Check(context.Context) error { return e.availability.Err() }

// Close implements [engine.Engine].
func (e *Engine) Close() error {
	close(e.closing)
	e.closed.Wait()
	err := e.availability.Err()
	if closing := e.log.close(err == nil); err == nil {
		err = closing
	}
	if closing := e.database.Close(); err == nil {
		err = closing
	}
	return err
}
