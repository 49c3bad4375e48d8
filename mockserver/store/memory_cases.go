package store

import (
	"iter"
	"slices"

	"casemock/contracts/caseapi"
)

// Case finds a case by its id.
func (m *Memory) Case(id string) (*Kept[caseapi.Case], bool) { return m.cases.get(id) }

// HasCase reports whether there is a case with that id.
func (m *Memory) HasCase(id string) bool { return m.cases.has(id) }

// CaseJSON is the JSON of Case, without making up a case that the population remembers.
func (m *Memory) CaseJSON(id string) ([]byte, bool) { return m.jsonOf(id, m.cases.entry(id)) }

func (m *Memory) jsonOf(id string, found entry[caseapi.Case]) ([]byte, bool) {
	switch {
	case !found.isChanged():
		return m.population.CaseJSON(id)
	case found.kept == nil:
		return nil, false
	}
	return found.kept.JSON, true
}

// CasesOf lists the cases of a customer, by id and JSON: the seeded ones that are still the customer's, then
// those that came later. Its cost depends on the customer's own cases alone.
func (m *Memory) CasesOf(customerID string) iter.Seq2[string, []byte] {
	return func(yield func(id string, encoded []byte) bool) {
		listed := map[string]bool{}
		for _, id := range slices.Concat(m.population.CaseIDs(customerID), m.comers.list(customerID)) {
			encoded, ok := m.caseOf(id, customerID)
			if ok && !listed[id] && !yield(id, encoded) {
				return
			}
			listed[id] = true
		}
	}
}

// caseOf finds a case that was the customer's at some time, if it still is.
func (m *Memory) caseOf(id, customerID string) ([]byte, bool) {
	found := m.cases.entry(id)
	if found.kept != nil && found.kept.Value.CustomerID != customerID {
		return nil, false
	}
	return m.jsonOf(id, found)
}

// AddCase keeps a new case.
func (m *Memory) AddCase(make func(id, number string) caseapi.Case) (*Kept[caseapi.Case], error) {
	for {
		index := m.population.CaseCount() + m.give(&m.newCases, "cases")
		created := keep(make(m.population.CaseID(index), m.population.CaseNumber(index)))
		kept, err := m.cases.claim(created.Value.ID, created)
		if err != nil {
			giveBack(&m.newCases, index-m.population.CaseCount())
			return nil, err
		}
		if kept {
			m.comers.come(created.Value.CustomerID, created.Value.ID)
			return created, nil
		}
	}
}

// UpdateCase replaces a case by what update makes of it.
func (m *Memory) UpdateCase(id string, update func(caseapi.Case) (caseapi.Case, error),
) (*Kept[caseapi.Case], error) {
	var former string
	updated, err := m.cases.update(id, func(before caseapi.Case) (caseapi.Case, error) {
		former = before.CustomerID
		return update(before)
	})
	if err == nil {
		m.moved(id, former, updated.Value.CustomerID)
	}
	return updated, err
}

// PutCase keeps a case under its own id.
func (m *Memory) PutCase(put caseapi.Case) error {
	former := m.customerOf(put.ID)
	if err := m.cases.put(put.ID, put); err != nil {
		return err
	}
	m.moved(put.ID, former, put.CustomerID)
	return nil
}

// moved notes that a case was stored that had another customer before.
func (m *Memory) moved(id, from, to string) {
	if from == to {
		return
	}
	m.comers.come(to, id)
	m.left(id, from)
}

// left notes that a case was stored that is no longer the customer's.
func (m *Memory) left(id, customerID string) {
	m.comers.leave(customerID, id, func() bool {
		_, back := m.caseOf(id, customerID)
		return back
	})
}

// RemoveCase forgets a case.
func (m *Memory) RemoveCase(id string) error {
	former := m.customerOf(id)
	if err := m.cases.remove(id); err != nil {
		return err
	}
	m.left(id, former)
	return nil
}

// customerOf is the customer of a case; empty where there is none.
func (m *Memory) customerOf(id string) string {
	found, _ := m.cases.valueOf(id, m.cases.entry(id))
	return found.CustomerID
}

// ChangedCases lists the ids of the cases that are not as the population has them.
func (m *Memory) ChangedCases() []string { return m.cases.names() }

// ReserveCase gives an id and a case number that nothing has, and that nothing gets later.
func (m *Memory) ReserveCase() (id, number string) {
	for {
		index := m.population.CaseCount() + m.give(&m.newCases, "cases")
		if id := m.population.CaseID(index); m.cases.isFree(id) {
			return id, m.population.CaseNumber(index)
		}
	}
}
