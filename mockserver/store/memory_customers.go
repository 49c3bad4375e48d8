package store

import "casemock/contracts/caseapi"

// Customer finds a customer by their id.
func (m *Memory) Customer(id string) (caseapi.Customer, bool) {
	return m.present.Load().customers.get(id)
}

// HasCustomer tells whether there is a customer with that id.
func (m *Memory) HasCustomer(id string) bool { return m.present.Load().customers.has(id) }

// CustomerJSON is Customer as the body of an answer.
func (m *Memory) CustomerJSON(id string) (Body, bool) { return m.present.Load().customers.json(id) }

// AddCustomer keeps a new customer.
func (m *Memory) AddCustomer(make func(id string) caseapi.Customer,
) (Kept[caseapi.Customer], error) {
	present := m.present.Load()
	for {
		index := m.population.CustomerCount() + int(present.newCustomers.Add(1)) - 1
		created := keep(make(m.population.CustomerID(index)))
		kept, err := present.customers.claim(created.Value.ID, created.JSON)
		if err != nil {
			present.newCustomers.Add(-1) // the next one may have the id
			return Kept[caseapi.Customer]{}, err
		}
		if kept {
			return created, nil
		}
	}
}

// UpdateCustomer replaces a customer by what update makes of them.
func (m *Memory) UpdateCustomer(id string, update func(caseapi.Customer) (caseapi.Customer, error),
) (Kept[caseapi.Customer], error) {
	return m.present.Load().customers.update(id, update)
}

// PutCustomer keeps a customer under their own id.
func (m *Memory) PutCustomer(put caseapi.Customer) error {
	return m.present.Load().customers.put(put.ID, put)
}

// RemoveCustomer forgets a customer.
func (m *Memory) RemoveCustomer(id string) error { return m.present.Load().customers.remove(id) }

// ChangedCustomers walks the customers that are not as the population has them, by id.
func (m *Memory) ChangedCustomers(yield func(changed caseapi.Customer, ok bool) bool) {
	for _, change := range m.present.Load().customers.changes() {
		change.value.ID = change.id
		if !yield(change.value, change.ok) {
			return
		}
	}
}
