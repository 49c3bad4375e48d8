package store

import (
	"sync/atomic"

	"casemock/contracts/caseapi"
)

// Memory is a [Store] in memory.
type Memory struct {
	population   Population
	account      *Account
	cases        table[caseapi.Case]
	customers    table[caseapi.Customer]
	newCases     atomic.Int64
	newCustomers atomic.Int64
	comers       comers
	given        func(what string) // is told that the number of ids given has changed; nil for nobody
}

var _ Store = (*Memory)(nil)

// NewMemory makes a store that starts as the population.
func NewMemory(population Population, budget *Budget) *Memory {
	memory := &Memory{population: population, account: NewAccount(budget)}
	memory.cases.source = source[caseapi.Case]{population.Case, population.HasCase, memory.account}
	memory.customers.source = source[caseapi.Customer]{
		population.Customer, population.HasCustomer, memory.account}
	return memory
}

// give counts one more of what is new, and says which one it is, from 0.
func (m *Memory) give(counter *atomic.Int64, what string) (number int) {
	if m.given != nil {
		m.given(what)
	}
	return int(counter.Add(1)) - 1
}

// giveBack lets the next one have a number that was counted for nothing, unless others have come since: they
// may have been given theirs for good.
func giveBack(given *atomic.Int64, number int) {
	given.CompareAndSwap(int64(number+1), int64(number))
}

// Close gives back what the store takes of its budget. It goes on, for those who still use it, but what
// it keeps from then on is not counted.
func (m *Memory) Close() { m.account.Close() }
