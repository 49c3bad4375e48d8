package enginetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"casemock/mockserver/engine"
)

// Memory is an engine that keeps everything in memory: one value is the store, and may be used as by any number of
// processes. It shows what an engine does, and forgets as early as one may.
type Memory struct {
	engine.Watchers
	options      engine.Options
	availability engine.Availability

	mutex  sync.Mutex
	worlds map[string]*memoryWorld
	lost   map[string]uint64 // entries of worlds that were dropped
	order  []string          // of the worlds, the one used longest ago first
	epochs int
}

// memoryWorld is a world in a [Memory].
type memoryWorld struct {
	version   engine.Version
	records   map[string][]byte
	changed   [][]string // keys by version, of the last few
	arrivals  uint64
	clearedAt uint64 // the last arrival whose entry a clearing forgot
	entries   []engine.Kept
	bytes     int64
	newest    uint64
	dropped   uint64
	notes     []string
	counters  map[string]uint64
}

// rememberedChanges is how many changes a [Memory] can tell one by one.
const rememberedChanges = 20

// NewMemory is an empty store.
func NewMemory(options engine.Options) *Memory {
	return &Memory{options: options, availability: engine.Availability{Report: options.Report},
		worlds: map[string]*memoryWorld{}, lost: map[string]uint64{}}
}

// Fail makes every call fail for that reason, until it is called with nil.
func (m *Memory) Fail(reason error) {
	if reason == nil {
		m.availability.Regain()
	} else {
		_ = m.availability.Lose(reason) // which is what the next call says
	}
}

// ready takes the lock, unless the engine is to fail.
func (m *Memory) ready(ctx context.Context) (unlock func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := m.availability.Err(); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	return m.mutex.Unlock, nil
}

// enter gives a world, which begins where there is none, and counts it as used.
func (m *Memory) enter(name string) *memoryWorld {
	m.order = append(slices.DeleteFunc(m.order, func(other string) bool { return other == name }), name)
	if m.worlds[name] == nil {
		m.epochs++
		m.worlds[name] = &memoryWorld{version: engine.Version{Epoch: fmt.Sprint("epoch", m.epochs)},
			records: map[string][]byte{}, counters: map[string]uint64{}, dropped: m.lost[name]}
		delete(m.lost, name)
	}
	return m.worlds[name]
}

// Arrive implements [engine.Engine].
func (m *Memory) Arrive(ctx context.Context, name string, known engine.Version) (uint64, engine.Changes, error) {
	unlock, err := m.ready(ctx)
	if err != nil {
		return 0, engine.Changes{}, err
	}
	defer unlock()
	world := m.enter(name)
	world.arrivals++
	return world.arrivals, world.since(known), nil
}

// Read implements [engine.Engine].
func (m *Memory) Read(ctx context.Context, name string, known engine.Version) (engine.Changes, error) {
	unlock, err := m.ready(ctx)
	if err != nil {
		return engine.Changes{}, err
	}
	defer unlock()
	if m.worlds[name] == nil {
		return engine.Changes{Whole: known != engine.Version{}}, nil
	}
	return m.enter(name).since(known), nil
}

// since is what was committed since a version.
func (w *memoryWorld) since(known engine.Version) engine.Changes {
	if known == w.version {
		return engine.Changes{Version: w.version}
	}
	behind := w.version.Number - known.Number
	if known.Epoch != w.version.Epoch || known.Tag != "" || behind == 0 || behind > uint64(len(w.changed)) {
		whole := engine.Changes{Version: w.version, Whole: true}
		for key, value := range w.records {
			whole.Records = append(whole.Records, engine.Record{Key: key, Value: value})
		}
		return whole
	}
	keys := slices.Concat(w.changed[len(w.changed)-int(behind):]...)
	slices.Sort(keys)
	since := engine.Changes{Version: w.version}
	for _, key := range slices.Compact(keys) {
		since.Records = append(since.Records, engine.Record{Key: key, Value: w.records[key]})
	}
	return since
}

// Commit implements [engine.Engine].
func (m *Memory) Commit(ctx context.Context, name string, known engine.Version, change []engine.Record) (
	engine.Changes, bool, error) {
	unlock, err := m.ready(ctx)
	if err != nil {
		return engine.Changes{}, false, err
	}
	defer unlock()
	if m.worlds[name] == nil && known != (engine.Version{}) {
		return engine.Changes{Whole: true}, false, nil
	}
	begins := m.worlds[name] == nil
	world := m.enter(name)
	if !begins && known != world.version {
		return world.since(known), false, nil
	}
	world.commit(change)
	return engine.Changes{Version: world.version}, true, nil
}

// Conclude implements [engine.Engine].
func (m *Memory) Conclude(ctx context.Context, name string, exchange engine.Exchange) (
	number uint64, since engine.Changes, err error) {
	unlock, err := m.ready(ctx)
	if err != nil {
		return 0, engine.Changes{}, err
	}
	defer unlock()
	world := m.worlds[name]
	if world == nil {
		return 0, engine.Changes{Whole: true}, nil
	}
	if exchange.Known != world.version || exchange.BesideKnown != m.versionOf(exchange.Beside) {
		return 0, world.since(exchange.Known), nil
	}
	if len(exchange.Records) > 0 {
		world.commit(exchange.Records)
	}
	m.enter(name).arrivals++
	exchange.Entry.Arrival = world.arrivals
	return m.append(name, world, exchange.Entry), engine.Changes{Version: world.version}, nil
}

// versionOf is the version of a world, zero where there is none.
func (m *Memory) versionOf(name string) engine.Version {
	if m.worlds[name] == nil {
		return engine.Version{}
	}
	return m.worlds[name].version
}

func (w *memoryWorld) commit(change []engine.Record) {
	var keys []string
	for _, record := range change {
		keys = append(keys, record.Key)
		if record.Value == nil {
			delete(w.records, record.Key)
		} else {
			w.records[record.Key] = slices.Clone(record.Value)
		}
	}
	w.version.Number++
	w.changed = append(w.changed, keys)
	w.changed = w.changed[max(0, len(w.changed)-rememberedChanges):]
}

// Settle implements [engine.Engine]: nothing outlasts the process.
func (m *Memory) Settle(ctx context.Context, _ string, _ engine.Version) error {
	unlock, err := m.ready(ctx)
	if err == nil {
		unlock()
	}
	return err
}

// Counters implements [engine.Engine].
func (m *Memory) Counters(ctx context.Context, name string) (map[string]uint64, error) {
	unlock, err := m.ready(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if m.worlds[name] == nil {
		return map[string]uint64{}, nil
	}
	return maps.Clone(m.worlds[name].counters), nil
}

// Worlds implements [engine.Engine].
func (m *Memory) Worlds(ctx context.Context) ([]string, error) {
	unlock, err := m.ready(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	return slices.Clone(m.order), nil
}

// Reset implements [engine.Engine].
func (m *Memory) Reset(ctx context.Context, name string, records ...engine.Record) error {
	unlock, err := m.ready(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	delete(m.lost, name)
	former := m.worlds[name]
	delete(m.worlds, name)
	if former != nil {
		m.enter(name).newest = former.newest
	}
	if len(records) > 0 {
		m.enter(name).commit(records)
	}
	m.Tell(name)
	return nil
}

// Drop implements [engine.Engine].
func (m *Memory) Drop(ctx context.Context, name string) error {
	unlock, err := m.ready(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	former := m.worlds[name]
	if former == nil {
		return nil
	}
	delete(m.worlds, name)
	m.order = slices.DeleteFunc(m.order, func(other string) bool { return other == name })
	if lost := former.dropped + uint64(len(former.entries)); lost > 0 {
		m.lost[name] = lost
	}
	m.Tell(name)
	return nil
}

// Check implements [engine.Engine].
func (m *Memory) Check(ctx context.Context) error {
	return m.Settle(ctx, "", engine.Version{})
}

// Close implements [engine.Engine].
func (m *Memory) Close() error { return nil }
