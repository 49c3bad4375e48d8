package world

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// The kinds of records of [Setups].
const (
	setupRecord  = "setup"  // by number
	formerRecord = "former" // by subject
)

// setupJSON is a setup as it is kept.
type setupJSON struct {
	State   string            `json:"state"`
	Values  map[string]string `json:"values,omitempty"`
	Touched []store.Subject   `json:"touched"`
}

// setupRecords are the setups that are kept.
type setupRecords struct{ *Setups }

func (r setupRecords) Record(name string) []byte {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, setup := range r.kept {
		if store.NameOfNumber(setup.number) == name {
			return caseapi.MustMarshal(setupJSON{setup.State, setup.Values, setup.touched})
		}
	}
	return nil
}

func (r setupRecords) Put(name string, value []byte) error {
	number, err := store.NumberOfName(name)
	if err != nil {
		return err
	}
	var put setupJSON
	if value != nil {
		if err := json.Unmarshal(value, &put); err != nil {
			return err
		}
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	place, found := slices.BinarySearchFunc(r.kept, number, func(setup *Setup, number uint64) int {
		return cmp.Compare(setup.number, number)
	})
	if found {
		r.kept = slices.Delete(r.kept, place, place+1)
	}
	if value != nil {
		r.kept = slices.Insert(r.kept, place, &Setup{put.State, put.Values, put.Touched, number})
	}
	return nil
}

func (r setupRecords) Names() []string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	var names []string
	for _, setup := range r.kept {
		names = append(names, store.NameOfNumber(setup.number))
	}
	return names
}

// formerRecords are how subjects were before setups touched them.
type formerRecords struct{ *Setups }

func (r formerRecords) Record(name string) []byte {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	held := r.former[subjectOfName(name)]
	if held == nil {
		return nil
	}
	return caseapi.MustMarshal(held)
}

func (r formerRecords) Put(name string, value []byte) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if value == nil {
		delete(r.former, subjectOfName(name))
		return nil
	}
	held := new(former)
	if err := json.Unmarshal(value, held); err != nil {
		return err
	}
	if r.former == nil {
		r.former = map[store.Subject]*former{}
	}
	r.former[subjectOfName(name)] = held
	return nil
}

func (r formerRecords) Names() []string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	var names []string
	for subject := range maps.Keys(r.former) {
		names = append(names, nameOfSubject(subject))
	}
	slices.Sort(names)
	return names
}
