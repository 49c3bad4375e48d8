package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
)

// comers are the cases that became a customer's after the start, by creation or by moving from another
// customer. The zero comers are none.
type comers struct {
	mutex sync.RWMutex
	count uint64
	of    map[string]map[string]uint64 // by customer and case: in which place it came
}

// come notes that a case became a customer's. Copies of the ids let go of the JSON or the request of
// which they may be parts.
func (c *comers) come(customerID, caseID string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	cases := c.of[customerID]
	if _, known := cases[caseID]; known {
		return
	}
	if c.of == nil {
		c.of = map[string]map[string]uint64{}
	}
	if cases == nil {
		cases = map[string]uint64{}
		c.of[strings.Clone(customerID)] = cases
	}
	c.count++
	cases[strings.Clone(caseID)] = c.count
}

// leave forgets a case that moved on to another customer, unless it is back by now. That has to be asked
// in here: whoever brings a case back stores it first and then waits for its turn to note it.
func (c *comers) leave(customerID, caseID string, isBack func() bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	cases := c.of[customerID]
	if _, known := cases[caseID]; !known || isBack() {
		return
	}
	delete(cases, caseID)
	if len(cases) == 0 {
		delete(c.of, customerID)
	}
}

// place is in which place a case came to a customer; 0 for one that did not come.
func (c *comers) place(customerID, caseID string) uint64 {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	return c.of[customerID][caseID]
}

// put notes that a case has moved from one customer to another, where it came in that place; 0: it did not come.
func (c *comers) put(from, to, caseID string, place uint64) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, customerID := range []string{from, to} {
		delete(c.of[customerID], caseID)
		if len(c.of[customerID]) == 0 {
			delete(c.of, customerID)
		}
	}
	if place == 0 {
		return
	}
	if c.of == nil {
		c.of = map[string]map[string]uint64{}
	}
	if c.of[to] == nil {
		c.of[to] = map[string]uint64{}
	}
	c.of[to][caseID] = place
	c.count = max(c.count, place)
}

// list lists a customer's cases in the order in which they came.
func (c *comers) list(customerID string) []string {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	cases := c.of[customerID]
	return slices.SortedFunc(maps.Keys(cases), func(a, b string) int {
		return cmp.Compare(cases[a], cases[b])
	})
}
