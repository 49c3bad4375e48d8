package store

import "casemock/contracts/caseapi"

// Customer finds a customer by their id.
func (m *Memory) Customer(id string) (*Kept[caseapi.Customer], bool) { return m.customers.get(id) }

// HasCustomer reports whether there is a customer with that id.
func (m *Memory) HasCustomer(id string) bool { return m.customers.has(id) }

// AddCustomer keeps a new customer.
func (m *Memory) AddCustomer(make func(id string) caseapi.Customer,
) (*Kept[caseapi.Customer], error) {
	for {
		index := m.population.CustomerCount() + m.give(&m.newCustomers, "customers")
		created := keep(make(m.population.CustomerID(index)))
		kept, err := m.customers.claim(created.Value.ID, created)
		if err != nil {
			giveBack(&m.newCustomers, index-m.population.CustomerCount())
			return nil, err
		}
		if kept {
			return created, nil
		}
	}
}

// UpdateCustomer replaces a customer by what update makes of them.
func (m *Memory) UpdateCustomer(id string, update func(caseapi.Customer) (caseapi.Customer, error),
) (*Kept[caseapi.Customer], error) {
	return m.customers.update(id, update)
}

// PutCustomer keeps a customer under their own id.
func (m *Memory) PutCustomer(put caseapi.Customer) error {
	return m.customers.put(put.ID, put)
}

// RemoveCustomer forgets a customer.
func (m *Memory) RemoveCustomer(id string) error { return m.customers.remove(id) }

// ChangedCustomers lists the ids of the customers that are not as the population has them.
func (m *Memory) ChangedCustomers() []string { return m.customers.names() }

// ReserveCustomer gives an id that nothing has, and that nothing gets later.
func (m *Memory) ReserveCustomer() (id string) {
	for {
		index := m.population.CustomerCount() + m.give(&m.newCustomers, "customers")
		if id := m.population.CustomerID(index); m.customers.isFree(id) {
			return id
		}
	}
}
