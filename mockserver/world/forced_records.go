package world

import (
	"cmp"
	"encoding/json"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// forcedRecord is the kind of records of a [ForcedQueue], by number.
const forcedRecord = "forced"

// forcedJSON is a forced answer as it is kept.
type forcedJSON struct {
	ForcedAnswer
	Once bool `json:"once,omitempty"`
}

// forcedRecords are the forced answers that are still to be used.
type forcedRecords struct{ *ForcedQueue }

func (r forcedRecords) Record(name string) []byte {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, entry := range r.entries {
		if store.NameOfNumber(entry.number) == name {
			return caseapi.MustMarshal(forcedJSON{entry.ForcedAnswer, entry.Once})
		}
	}
	return nil
}

func (r forcedRecords) Put(name string, value []byte) error {
	number, err := store.NumberOfName(name)
	if err != nil {
		return err
	}
	var put forcedJSON
	if value != nil {
		if err := json.Unmarshal(value, &put); err != nil {
			return err
		}
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	place, found := slices.BinarySearchFunc(r.entries, number, func(entry queued, number uint64) int {
		return cmp.Compare(entry.number, number)
	})
	if found {
		r.account.Owe(-r.entries[place].size())
		r.entries = slices.Delete(r.entries, place, place+1)
	}
	if value != nil {
		entry := queued{put.ForcedAnswer, number}
		entry.Once = put.Once
		r.account.Owe(entry.size())
		r.entries = slices.Insert(r.entries, place, entry)
	}
	r.waiting.Store(int64(len(r.entries)))
	return nil
}

func (r forcedRecords) Names() []string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	var names []string
	for _, entry := range r.entries {
		names = append(names, store.NameOfNumber(entry.number))
	}
	return names
}
