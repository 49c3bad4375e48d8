package store

import (
	"bytes"
	"slices"

	"casemock/contracts/caseapi"
)

// Case finds a case by its id.
func (m *Memory) Case(id string) (caseapi.Case, bool) { return m.present.Load().cases.get(id) }

// HasCase tells whether there is a case with that id.
func (m *Memory) HasCase(id string) bool { return m.present.Load().cases.has(id) }

// CaseJSON is Case as the body of an answer.
func (m *Memory) CaseJSON(id string) (Body, bool) { return m.present.Load().cases.json(id) }

// CasesOf lists the cases of a customer: the seeded ones that are still the customer's, then those
// that came later. Its cost depends on the customer's own cases alone.
func (m *Memory) CasesOf(customerID string) []caseapi.Case {
	cases := []caseapi.Case{}
	for _, encoded := range m.casesOf(customerID) {
		cases = append(cases, decodeCase(encoded))
	}
	return cases
}

// CasesJSON is CasesOf as the body of an answer, an array.
func (m *Memory) CasesJSON(customerID string) Body {
	var list bytes.Buffer
	list.WriteByte('[')
	for i, encoded := range m.casesOf(customerID) {
		if i > 0 {
			list.WriteByte(',')
		}
		_, _ = encoded.WriteTo(&list) // which has no errors
	}
	list.WriteByte(']')
	return NewBody(list.Bytes())
}

func (m *Memory) casesOf(customerID string) []Body {
	present := m.present.Load()
	var cases []Body
	add := func(id string) {
		if encoded, ok := present.caseOf(id, customerID); ok {
			cases = append(cases, encoded)
		}
	}
	seeded := m.population.CaseIDs(customerID)
	for _, id := range seeded {
		add(id)
	}
	for _, id := range present.comers.list(customerID) {
		if !slices.Contains(seeded, id) {
			add(id)
		}
	}
	return cases
}

// caseOf finds a case that was the customer's at some time, if it still is.
func (t *tables) caseOf(id, customerID string) (Body, bool) {
	found := t.cases.entry(id)
	encoded, ok := t.cases.jsonOf(id, found)
	if ok && found.version > 0 && decodeCase(encoded).CustomerID != customerID {
		return Body{}, false
	}
	return encoded, ok
}

// AddCase keeps a new case.
func (m *Memory) AddCase(make func(id, number string) caseapi.Case) (Kept[caseapi.Case], error) {
	present := m.present.Load()
	for {
		index := m.population.CaseCount() + int(present.newCases.Add(1)) - 1
		created := keep(make(m.population.CaseID(index), m.population.CaseNumber(index)))
		kept, err := present.cases.claim(created.Value.ID, created.JSON)
		if err != nil {
			present.newCases.Add(-1) // the next one may have the id
			return Kept[caseapi.Case]{}, err
		}
		if kept {
			present.comers.come(created.Value.CustomerID, created.Value.ID)
			return created, nil
		}
	}
}

// UpdateCase replaces a case by what update makes of it.
func (m *Memory) UpdateCase(id string, update func(caseapi.Case) (caseapi.Case, error),
) (Kept[caseapi.Case], error) {
	present := m.present.Load()
	var former string
	updated, err := present.cases.update(id, func(before caseapi.Case) (caseapi.Case, error) {
		former = before.CustomerID
		return update(before)
	})
	if err == nil {
		present.moved(id, former, updated.Value.CustomerID)
	}
	return updated, err
}

// PutCase keeps a case under its own id.
func (m *Memory) PutCase(put caseapi.Case) error {
	present := m.present.Load()
	former, _ := present.cases.get(put.ID)
	if err := present.cases.put(put.ID, put); err != nil {
		return err
	}
	present.moved(put.ID, former.CustomerID, put.CustomerID)
	return nil
}

// moved notes that a case was stored that had another customer before.
func (t *tables) moved(id, from, to string) {
	if from == to {
		return
	}
	t.comers.come(to, id)
	t.left(id, from)
}

// left notes that a case was stored that is no longer the customer's.
func (t *tables) left(id, customerID string) {
	t.comers.leave(customerID, id, func() bool {
		_, back := t.caseOf(id, customerID)
		return back
	})
}

// RemoveCase forgets a case.
func (m *Memory) RemoveCase(id string) error {
	present := m.present.Load()
	former, _ := present.cases.get(id)
	if err := present.cases.remove(id); err != nil {
		return err
	}
	present.left(id, former.CustomerID)
	return nil
}

// ChangedCases walks the cases that are not as the population has them, by id.
func (m *Memory) ChangedCases(yield func(changed caseapi.Case, ok bool) bool) {
	for _, change := range m.present.Load().cases.changes() {
		change.value.ID = change.id // a removed one is nothing but its id
		if !yield(change.value, change.ok) {
			return
		}
	}
}
