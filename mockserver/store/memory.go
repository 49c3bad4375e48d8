package store

import (
	"hash/maphash"
	"sync"
	"sync/atomic"

	"casemock/contracts/caseapi"
)

// Memory is a [Store] in memory.
type Memory struct {
	population Population
	budget     *Budget
	resetting  sync.Mutex
	closed     bool // see Close
	present    atomic.Pointer[tables]
}

// tables are the changes since the last reset.
type tables struct {
	account      account
	cases        table[caseapi.Case]
	customers    table[caseapi.Customer]
	newCases     atomic.Int64
	newCustomers atomic.Int64
	comers       comers
}

var _ Store = (*Memory)(nil)

// NewMemory makes a store that starts as the population.
func NewMemory(population Population, budget *Budget) *Memory {
	memory := &Memory{population: population, budget: budget}
	memory.present.Store(memory.newTables())
	return memory
}

// Reset forgets every change.
func (m *Memory) Reset() {
	m.resetting.Lock()
	defer m.resetting.Unlock()
	former := m.present.Load()
	fresh := m.newTables()
	fresh.account.closed = m.closed
	m.present.Store(fresh)
	former.account.close()
}

func (m *Memory) newTables() *tables {
	fresh := &tables{account: account{budget: m.budget}}
	fresh.cases.source = source[caseapi.Case]{
		m.population.CaseJSON, m.population.HasCase, decodeCase, fresh.account.spend, maphash.MakeSeed()}
	fresh.customers.source = source[caseapi.Customer]{m.population.CustomerJSON,
		m.population.HasCustomer, decodeCustomer, fresh.account.spend, maphash.MakeSeed()}
	return fresh
}

// Close gives back what the store takes of its budget. It goes on, for those who still use it, but what
// it keeps from then on is not counted.
func (m *Memory) Close() {
	m.resetting.Lock()
	defer m.resetting.Unlock()
	m.closed = true
	m.present.Load().account.close()
}
