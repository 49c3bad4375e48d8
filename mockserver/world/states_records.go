package world

import (
	"maps"
	"slices"

	"casemock/mockserver/store"
)

// stateRecord is the kind of records of [States], by name.
const stateRecord = "state"

// stateRecords are the provider states that the world is in.
type stateRecords struct{ *States }

func (r stateRecords) Record(name string) []byte {
	if !r.Has(name) {
		return nil
	}
	return []byte("true")
}

func (r stateRecords) Put(name string, value []byte) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.set(name, value != nil)
	return nil
}

func (r stateRecords) Share(name string, from store.Records) error {
	return r.Put(name, from.Record(name))
}

func (r stateRecords) Names() []string {
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	return slices.Sorted(maps.Keys(r.in))
}
