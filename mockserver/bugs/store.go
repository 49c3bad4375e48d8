package bugs

import (
	"slices"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
)

// infested is the store of a world with bugs. Whoever uses it without [Do] finds what is kept, as it is.
type infested struct {
	store.Store
	bugs  []Bug
	mutex sync.Mutex // held for a whole request: a bug is to be seen again with the same requests
	past
}

// past is what the bugs remember of a world.
type past struct {
	cases     histories[caseapi.Case]
	customers histories[caseapi.Customer]
}

type histories[T any] map[string]*history[T] // by id, of what was made or changed by requests

// history is what became of a case or a customer.
type history[T any] struct {
	first   T   // as it was made, or seeded
	last    T   // as it was before its last change; first before any
	changes int // since it was made
	reads   int // since its last change
}

// Infest gives a world's store the bugs; without any, it is the store itself.
func Infest(kept store.Store, bugs []Bug) store.Store {
	if len(bugs) == 0 {
		return kept
	}
	return &infested{Store: kept, bugs: bugs,
		past: past{histories[caseapi.Case]{}, histories[caseapi.Customer]{}}}
}

// Do is [sandbox.Do] with the bugs that the CRM's store has. The answer names those that were at work, in the
// order in which they were given.
func Do(c sandbox.CRM, r sandbox.Request) sandbox.Answer {
	world, ok := c.Store.(*infested)
	if !ok {
		return sandbox.Do(c, r)
	}
	world.mutex.Lock()
	defer world.mutex.Unlock()
	doing := &work{Store: world.Store, past: world.past, bugs: world.bugs, api: c.API, request: r,
		struck: map[string]bool{}}
	doing.send(&r)
	c.Store = doing
	answer := sandbox.Do(c, r)
	for _, bug := range world.bugs {
		if doing.struck[bug.Name] && !slices.Contains(answer.Bugs, bug.Name) {
			answer.Bugs = append(answer.Bugs, bug.Name)
		}
	}
	return answer
}

func (h histories[T]) made(id string, value T) { h[id] = &history[T]{first: value, last: value} }

func (h histories[T]) changed(id string, before T) {
	if h[id] == nil {
		h[id] = &history[T]{first: before}
	}
	h[id].last = before
	h[id].changes++
	h[id].reads = 0
}
