package world

import (
	"maps"
	"slices"
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

func (r stateRecords) Names() []string {
	r.mutex.RLock()
	defer r.mutex.RUnlock()
	return slices.Sorted(maps.Keys(r.in))
}
