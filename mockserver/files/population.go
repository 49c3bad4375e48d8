package files

import (
	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// Population is the seeded data, which knows what it has made itself.
type Population interface {
	store.Population
	// CaseIndex is the index of a generated case; false for what a file has put there.
	CaseIndex(id string) (index int, ok bool)
}

// Population is the seeded data that is in force, also after the next reload.
func (l *Loader) Population() Population { return present{l} }

type present struct{ loader *Loader }

func (p present) CaseJSON(id string) ([]byte, bool) {
	return p.loader.Current().encoded.CaseJSON(id)
}

func (p present) Case(id string) (caseapi.Case, bool) { return p.loader.Current().Population.Case(id) }

func (p present) Customer(id string) (caseapi.Customer, bool) {
	return p.loader.Current().Population.Customer(id)
}

func (p present) HasCase(id string) bool { return p.loader.Current().Population.HasCase(id) }

func (p present) HasCustomer(id string) bool {
	return p.loader.Current().Population.HasCustomer(id)
}

func (p present) CaseIDs(customerID string) []string {
	return p.loader.Current().Population.CaseIDs(customerID)
}

func (p present) CaseCount() int { return p.loader.Current().Population.CaseCount() }

func (p present) CustomerCount() int { return p.loader.Current().Population.CustomerCount() }

func (p present) CaseID(index int) string { return p.loader.Current().Population.CaseID(index) }

func (p present) CaseNumber(index int) string {
	return p.loader.Current().Population.CaseNumber(index)
}

func (p present) CustomerID(index int) string {
	return p.loader.Current().Population.CustomerID(index)
}

func (p present) CaseIndex(id string) (index int, ok bool) {
	return p.loader.Current().Population.CaseIndex(id)
}
