package verdict

import (
	"encoding/json"
	"maps"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// The kinds of records of a [Ledger].
const (
	pendingRecord = "reaction" // by number
	talliedRecord = "judged"   // by the rule's id
)

// Records are what the ledger holds, by kind: what is pending and what was counted outlasts a process where the world
// does.
func (l *Ledger) Records() map[string]store.Records {
	return map[string]store.Records{pendingRecord: pendingRecords{l}, talliedRecord: talliedRecords{l}}
}

type pendingRecords struct{ *Ledger }

func (r pendingRecords) Record(name string) []byte {
	found, err := r.find(name)
	if found == nil || err != nil {
		return nil
	}
	return caseapi.MustMarshal(found)
}

// find is a copy of what is pending under that name; nil where there is nothing.
func (r pendingRecords) find(name string) (*pending, error) {
	number, err := store.NumberOfName(name)
	if err != nil {
		return nil, err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if at, found := search(r.pending, number); found {
		r.pending[at].Request.read()
		copied := *r.pending[at]
		return &copied, nil
	}
	return nil, nil
}

func (r pendingRecords) Put(name string, value []byte) error {
	var put *pending
	if value != nil {
		if err := json.Unmarshal(value, &put); err != nil {
			return err
		}
	}
	return r.place(name, put)
}

// place puts something, or nothing, in the place of what is there.
func (r pendingRecords) place(name string, put *pending) error {
	number, err := store.NumberOfName(name)
	if err != nil {
		return err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if at, found := search(r.pending, number); found {
		r.remove(r.pending[at])
	}
	if put != nil {
		r.add(put)
	}
	return nil
}

// Share keeps the monotonic clock's times, which JSON does not have: a process judges its own exchanges by those.
func (r pendingRecords) Share(name string, from store.Records) error {
	if other, ok := from.(pendingRecords); ok {
		shared, err := other.find(name)
		if err == nil {
			err = r.place(name, shared)
		}
		return err
	}
	return r.Put(name, from.Record(name))
}

func (r pendingRecords) Names() []string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	var names []string
	for _, p := range r.pending {
		names = append(names, store.NameOfNumber(p.Number))
	}
	return names
}

type talliedRecords struct{ *Ledger }

func (r talliedRecords) Record(name string) []byte {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	counted := r.tallies[name]
	if counted == nil {
		return nil
	}
	return caseapi.MustMarshal(counted)
}

func (r talliedRecords) Put(name string, value []byte) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if value == nil {
		delete(r.tallies, name)
		return nil
	}
	counted := new(tally)
	if err := json.Unmarshal(value, counted); err != nil {
		return err
	}
	if r.tallies == nil {
		r.tallies = map[string]*tally{}
	}
	r.tallies[name] = counted
	return nil
}

func (r talliedRecords) Names() []string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return slices.Sorted(maps.Keys(r.tallies))
}
