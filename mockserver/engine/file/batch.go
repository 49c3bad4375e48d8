package file

import (
	"context"
	"maps"

	"casemock/mockserver/engine"
)

// batch is what is not yet in the file, and goes there in one transaction.
type batch struct {
	parts map[string]*part // by world
	lost  map[string]uint64
	log   uint64 // the number of the last entry in the log that the batch has, or an earlier one

	done chan struct{} // closed when it is written, or could not be
	err  error         // why it could not; to be asked for when it is done
}

// part is what a batch has of one world.
type part struct {
	afresh  bool              // what is in the file of the world goes first
	records map[string][]byte // nil: there is no such record any longer
	entries map[uint64][]byte // of the journal, by number; nil: likewise
	version engine.Version    // after the last change that is in the batch
	world   []byte            // the world's other values as they are in the file; nil: the world is no more
}

func newBatch() *batch {
	return &batch{parts: map[string]*part{}, lost: map[string]uint64{}, done: make(chan struct{})}
}

// of gives the part of a world.
func (b *batch) of(name string) *part {
	found := b.parts[name]
	if found == nil {
		found = &part{}
		found.empty()
		b.parts[name] = found
	}
	return found
}

func (p *part) empty() { p.records, p.entries = map[string][]byte{}, map[uint64][]byte{} }

// restart forgets the world as it was.
func (p *part) restart() {
	p.empty()
	p.afresh = true
}

// isEmpty reports whether there is nothing to write.
func (b *batch) isEmpty() bool { return len(b.parts) == 0 && len(b.lost) == 0 }

// has reports whether the batch, which is complete, has a change of a world up to a version.
func (b *batch) has(name string, version engine.Version) bool {
	found := b.parts[name]
	return found != nil && found.version.Epoch == version.Epoch && version.Number <= found.version.Number
}

// precede takes over what an earlier batch has that could not be written.
func (b *batch) precede(earlier *batch) {
	for name, before := range earlier.parts {
		after := b.of(name)
		if after.afresh {
			continue
		}
		after.afresh = before.afresh
		after.records = merged(before.records, after.records)
		after.entries = merged(before.entries, after.entries)
	}
	b.lost = merged(earlier.lost, b.lost)
}

// merged is the earlier map with what is in the later one.
func merged[K comparable, V any](earlier, later map[K]V) map[K]V {
	maps.Copy(earlier, later)
	return earlier
}

// overlay changes records as they are in the file to what they are with the part.
func (p *part) overlay(records map[string][]byte) map[string][]byte {
	if p.afresh {
		records = map[string][]byte{}
	}
	for key, value := range p.records {
		if value == nil {
			delete(records, key)
		} else {
			records[key] = value
		}
	}
	return records
}

// wait waits until the batch is in the file.
func (b *batch) wait(ctx context.Context) error {
	select {
	case <-b.done:
		return b.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// listed are records as the engine tells them.
func listed(records map[string][]byte) []engine.Record {
	list := make([]engine.Record, 0, len(records))
	for key, value := range records {
		list = append(list, engine.Record{Key: key, Value: value})
	}
	return list
}
