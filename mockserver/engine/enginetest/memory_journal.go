package enginetest

import (
	"context"
	"slices"

	"casemock/mockserver/engine"
)

// Append implements [engine.Engine].
func (m *Memory) Append(ctx context.Context, name string, entry engine.Entry) (uint64, error) {
	unlock, err := m.ready(ctx)
	if err != nil {
		return 0, err
	}
	defer unlock()
	if world := m.worlds[name]; entry.Epoch != "" && (world == nil || world.version.Epoch != entry.Epoch) {
		return 0, nil
	}
	return m.append(name, m.enter(name), entry), nil
}

// append is [Memory.Append] for a world, with the lock held.
func (m *Memory) append(name string, world *memoryWorld, entry engine.Entry) (number uint64) {
	for _, counter := range entry.Counters {
		world.counters[counter]++
	}
	if entry.Arrival > 0 && entry.Arrival <= world.clearedAt {
		return 0
	}
	world.newest++
	world.entries = append(world.entries, engine.Kept{Number: world.newest, Text: slices.Clone(entry.Text)})
	world.bytes += int64(len(entry.Text))
	for len(world.entries) > m.options.JournalEntries ||
		len(world.entries) > 1 && m.options.JournalBytes > 0 && world.bytes > m.options.JournalBytes {
		world.bytes -= int64(len(world.entries[0].Text))
		world.entries = world.entries[1:]
		world.dropped++
	}
	m.Tell(name)
	return world.newest
}

// entriesOf are those of a world, where there is one.
func (m *Memory) entriesOf(ctx context.Context, name string) ([]engine.Kept, error) {
	unlock, err := m.ready(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if m.worlds[name] == nil {
		return nil, nil
	}
	return slices.Clone(m.worlds[name].entries), nil
}

// After implements [engine.Engine].
func (m *Memory) After(ctx context.Context, name string, number uint64, most int) ([]engine.Kept, error) {
	entries, err := m.entriesOf(ctx, name)
	entries = slices.DeleteFunc(entries, func(entry engine.Kept) bool { return entry.Number <= number })
	return entries[:min(most, len(entries))], err
}

// Before implements [engine.Engine].
func (m *Memory) Before(ctx context.Context, name string, number uint64, most int) ([]engine.Kept, error) {
	entries, err := m.entriesOf(ctx, name)
	entries = slices.DeleteFunc(entries, func(entry engine.Kept) bool { return entry.Number >= number })
	slices.Reverse(entries)
	return entries[:min(most, len(entries))], err
}

// Journal implements [engine.Engine].
func (m *Memory) Journal(ctx context.Context, name string) (engine.Journal, error) {
	unlock, err := m.ready(ctx)
	if err != nil {
		return engine.Journal{}, err
	}
	defer unlock()
	world := m.worlds[name]
	if world == nil {
		return engine.Journal{Dropped: m.lost[name]}, nil
	}
	return engine.Journal{Newest: world.newest, Dropped: world.dropped, Notes: slices.Clone(world.notes)}, nil
}

// ClearJournal implements [engine.Engine].
func (m *Memory) ClearJournal(ctx context.Context, name string) error {
	unlock, err := m.ready(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	delete(m.lost, name)
	if world := m.worlds[name]; world != nil {
		world.clearedAt, world.entries, world.bytes = world.arrivals, nil, 0
		world.dropped, world.notes = 0, nil
	}
	return nil
}

// Forget implements [engine.Engine].
func (m *Memory) Forget(ctx context.Context, name string, numbers []uint64) error {
	unlock, err := m.ready(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if world := m.worlds[name]; world != nil {
		world.entries = slices.DeleteFunc(world.entries, func(entry engine.Kept) bool {
			gone := slices.Contains(numbers, entry.Number)
			if gone {
				world.bytes -= int64(len(entry.Text))
			}
			return gone
		})
	}
	return nil
}

// Note implements [engine.Engine].
func (m *Memory) Note(ctx context.Context, name, text string) error {
	unlock, err := m.ready(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	world := m.enter(name)
	world.notes = append(world.notes, text)
	world.notes = world.notes[max(0, len(world.notes)-engine.MaxNotes):]
	return nil
}
