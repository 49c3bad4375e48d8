package world

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"casemock/mockserver/engine"
	"casemock/mockserver/store"
)

// recordsOf are what a world holds, by kind: all that a reset forgets and a restart must not, but for the journal
// and what is counted.
func recordsOf(w *World, data *store.Memory) map[string]store.Records {
	all := map[string]store.Records{
		forcedRecord:   forcedRecords{&w.Forced},
		positionRecord: positionRecords{w.Positions},
		stateRecord:    stateRecords{&w.States},
		setupRecord:    setupRecords{&w.Setups},
		formerRecord:   formerRecords{&w.Setups},
		clockRecord:    clockRecords{w},
		uploadRecord:   uploadRecords{w.Uploads},
	}
	maps.Copy(all, w.Ledger.Records())
	if data != nil {
		maps.Copy(all, data.Records())
	}
	return all
}

// observe is told of each record that changes, but for what comes from elsewhere.
func (w *World) observe(data *store.Memory, changed trail) {
	data.Observe(changed)
	w.Positions.Observe(func(name string) { changed(positionRecord, name) })
	w.Forced.trail, w.States.trail, w.Setups.trail = changed, changed, changed
	w.Clock.trail, w.Uploads.trail = changed, changed
	w.Ledger.Changed = changed
}

// keyOf is what an engine calls a record. No kind has a slash, names may.
func keyOf(kind, name string) string { return kind + "/" + name }

// find finds the records to which a key belongs.
func (w *World) find(key string) (records store.Records, name string, err error) {
	kind, name, _ := strings.Cut(key, "/")
	records, ok := w.records[kind]
	if !ok {
		return nil, "", fmt.Errorf("the store has a record %q, and no such kind is known", key)
	}
	return records, name, nil
}

// record is the record of a key as it is now.
func (w *World) record(key string) engine.Record {
	records, name, err := w.find(key)
	if err != nil {
		panic(err) // a key that a trail was told of
	}
	return engine.Record{Key: key, Value: records.Record(name)}
}

// put makes a record be as it was somewhere else.
func (w *World) put(record engine.Record) error {
	records, name, err := w.find(record.Key)
	if err != nil {
		return err
	}
	if err := records.Put(name, record.Value); err != nil {
		return fmt.Errorf("record %q of the store: %w", record.Key, err)
	}
	return nil
}

// share makes a record be as it is in another copy of the world.
func (w *World) share(key string, from *World) error {
	records, name, err := w.find(key)
	if err != nil {
		return err
	}
	others, _, err := from.find(key)
	if err != nil {
		return err
	}
	if shared, ok := records.(store.SharedRecords); ok {
		return shared.Share(name, others)
	}
	return records.Put(name, others.Record(name))
}

// keys are those of all records, in order.
func (w *World) keys() []string {
	var keys []string
	for _, kind := range slices.Sorted(maps.Keys(w.records)) {
		for _, name := range w.records[kind].Names() {
			keys = append(keys, keyOf(kind, name))
		}
	}
	return keys
}
