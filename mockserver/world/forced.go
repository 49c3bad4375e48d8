package world

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
	"casemock/scenarios"
)

// ForcedAnswer is an answer that somebody asked for from outside, for the next requests of an
// operation.
type ForcedAnswer struct {
	Operation caseapi.OperationName `json:"operation"`
	Status    int                   `json:"status"` // the first that the scenario answers with
	Scenario  string                `json:"scenario"`
	ID        string                `json:"id,omitempty"` // only this case or customer; empty: any
	Times     int                   `json:"times"`        // how many requests were asked for
	Remaining int                   `json:"remaining"`    // how many of them are still to come
	// State is the provider state whose setup forced it; its teardown takes it away. Mostly empty.
	State string `json:"state,omitempty"`
	// Delay and Fault are how the answer is held back and broken, in place of what its scenario says; the zero
	// values leave that as it is.
	Delay Duration        `json:"delay,omitempty"`
	Fault scenarios.Fault `json:"fault,omitempty"`
	// Once begins the scenario's sequence anew with the first of the requests.
	Once bool `json:"-"`
}

// queued is a forced answer in its queue.
type queued struct {
	ForcedAnswer
	number uint64 // rises from entry to entry
}

// Begins reports whether the sequence of an entry that was just taken begins anew.
func (f ForcedAnswer) Begins() bool { return f.Once && f.Remaining == f.Times-1 }

// Spoil is a response of the scenario, as slow and as broken as the entry says. What it is given is shared, and
// stays as it is.
func (f ForcedAnswer) Spoil(response *scenarios.Response) *scenarios.Response {
	if response == nil || f.Delay == 0 && f.Fault == scenarios.NoFault {
		return response
	}
	spoilt := *response
	if f.Fault != scenarios.NoFault {
		spoilt.Fault = f.Fault
		if spoilt.Delay.Max == 0 {
			spoilt.Delay = scenarios.Delay{Min: f.Fault.DefaultDelay(), Max: f.Fault.DefaultDelay()}
		}
	}
	if f.Delay != 0 {
		spoilt.Delay = scenarios.Delay{Min: time.Duration(f.Delay), Max: time.Duration(f.Delay)}
	}
	return &spoilt
}

// ForcedQueue holds the forced answers of one world; they are used first in, first out.
type ForcedQueue struct {
	trail   trail
	account *store.Account // of the data that the server keeps
	waiting atomic.Int64   // how many entries there are, so that an empty queue costs no lock
	mutex   sync.Mutex
	entries []queued
}

// maxForced bounds how many forced answers a world remembers.
const maxForced = 1000

// ErrManyForced is the error of one more forced answer than a world remembers.
var ErrManyForced = errors.New("1000 answers are forced already; DELETE them first")

// forcedOverhead is roughly what an entry takes besides its texts, in bytes.
const forcedOverhead = 256

// size is what the entry takes of the budget: an id is whatever somebody sends.
func (f ForcedAnswer) size() int64 { return int64(forcedOverhead + len(f.ID)) }

// Add puts an entry at the end; it is [ErrManyForced], or [store.ErrFull] when there is no room for its bytes.
func (q *ForcedQueue) Add(entry ForcedAnswer) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if len(q.entries) >= maxForced {
		return ErrManyForced
	}
	if err := q.account.Spend(entry.size()); err != nil {
		return err
	}
	last := uint64(0)
	if len(q.entries) > 0 {
		last = q.entries[len(q.entries)-1].number
	}
	q.entries = append(q.entries, queued{entry, last + 1})
	q.waiting.Store(int64(len(q.entries)))
	q.trail.changed(forcedRecord, store.NameOfNumber(last+1))
	return nil
}

// None reports whether no answer is forced, as it is most of the time.
func (q *ForcedQueue) None() bool { return q.waiting.Load() == 0 }

// Take uses up one time of the first entry that concerns the request. The subject is asked for only
// when an entry is about one: it may be in the body.
func (q *ForcedQueue) Take(operation caseapi.OperationName, subject func() string) (ForcedAnswer, bool) {
	if q.None() {
		return ForcedAnswer{}, false
	}
	q.mutex.Lock()
	defer q.mutex.Unlock()
	at := slices.IndexFunc(q.entries, func(entry queued) bool {
		return entry.Operation == operation && (entry.ID == "" || entry.ID == subject())
	})
	if at < 0 {
		return ForcedAnswer{}, false
	}
	q.entries[at].Remaining--
	taken := q.entries[at]
	q.trail.changed(forcedRecord, store.NameOfNumber(taken.number))
	if taken.Remaining == 0 {
		q.entries = slices.Delete(q.entries, at, at+1)
		q.waiting.Store(int64(len(q.entries)))
		_ = q.account.Spend(-taken.size()) // giving back always succeeds
	}
	return taken.ForcedAnswer, true
}

// Disarm takes away what a provider state's setup has forced for an operation; empty: for any.
func (q *ForcedQueue) Disarm(state string, operation caseapi.OperationName) {
	q.remove(func(entry ForcedAnswer) bool {
		return entry.State == state && (operation == "" || operation == entry.Operation)
	})
}

// Clear takes away the entries for a case or customer; empty: all.
func (q *ForcedQueue) Clear(id string) {
	q.remove(func(entry ForcedAnswer) bool { return id == "" || entry.ID == id })
}

// Remove takes away the n-th of the entries, from 1; false where there are not so many.
func (q *ForcedQueue) Remove(n int) (ok bool) {
	place := 0
	q.remove(func(ForcedAnswer) bool {
		place++
		ok = ok || place == n
		return place == n
	})
	return ok
}

// remove takes away the entries that are to go, and gives their bytes back.
func (q *ForcedQueue) remove(goes func(ForcedAnswer) bool) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.entries = slices.DeleteFunc(q.entries, func(entry queued) bool {
		if !goes(entry.ForcedAnswer) {
			return false
		}
		q.trail.changed(forcedRecord, store.NameOfNumber(entry.number))
		_ = q.account.Spend(-entry.size()) // giving back always succeeds
		return true
	})
	q.waiting.Store(int64(len(q.entries)))
}

// List gives the entries, the next one first.
func (q *ForcedQueue) List() []ForcedAnswer {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	list := make([]ForcedAnswer, len(q.entries))
	for i, entry := range q.entries {
		list[i] = entry.ForcedAnswer
	}
	return list
}
