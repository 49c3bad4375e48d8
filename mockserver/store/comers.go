package store

import (
	"slices"
	"strings"
	"sync"
)

// caseSet holds the ids of cases that became a customer's after the start, by creation or by moving
// from another customer. A case that moves on stays in the set: whose it is, the case itself says.
type caseSet struct {
	mutex sync.Mutex
	known map[string]bool
	ids   []string // in the order in which they came
}

// comes notes that a case became a customer's. Copies of the ids let go of the JSON or the request of
// which they may be parts.
func (t *tables) comes(customerID, caseID string) {
	found, ok := t.comers.Load(customerID)
	if !ok {
		found, _ = t.comers.LoadOrStore(strings.Clone(customerID), &caseSet{known: map[string]bool{}})
	}
	set := found.(*caseSet)
	set.mutex.Lock()
	defer set.mutex.Unlock()
	if !set.known[caseID] {
		caseID = strings.Clone(caseID)
		set.known[caseID] = true
		set.ids = append(set.ids, caseID)
	}
}

func (t *tables) comersOf(customerID string) []string {
	found, ok := t.comers.Load(customerID)
	if !ok {
		return nil
	}
	set := found.(*caseSet)
	set.mutex.Lock()
	defer set.mutex.Unlock()
	return slices.Clone(set.ids)
}
