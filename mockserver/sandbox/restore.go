package sandbox

import (
	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

func (p preparation) touchCase(id string) {
	kept := p.Store
	p.noted(caseapi.CaseObject, id, func() func() error { return restoreCase(kept, id) })
}

func (p preparation) madeCase(id string) {
	kept := p.Store
	p.noted(caseapi.CaseObject, id, func() func() error {
		return func() error { return kept.RemoveCase(id) }
	})
}

func (p preparation) touchCustomer(id string) {
	kept := p.Store
	p.noted(caseapi.CustomerObject, id, func() func() error { return restoreCustomer(kept, id) })
}

func (p preparation) madeCustomer(id string) {
	kept := p.Store
	p.noted(caseapi.CustomerObject, id, func() func() error {
		return func() error { return removeCustomer(kept, id) }
	})
}

// restoreCase makes a case be as it is now.
func restoreCase(kept store.Store, id string) func() error {
	before, exists := kept.Case(id)
	if !exists {
		return func() error { return kept.RemoveCase(id) }
	}
	return func() error { return kept.PutCase(before.Value) }
}

// restoreCustomer makes a customer be as they are now.
func restoreCustomer(kept store.Store, id string) func() error {
	before, exists := kept.Customer(id)
	if !exists {
		return func() error { return removeCustomer(kept, id) }
	}
	return func() error { return kept.PutCustomer(before.Value) }
}

// removeCustomer removes a customer, unless there is a case of theirs: it would be nobody's.
func removeCustomer(kept store.Store, id string) error {
	for range kept.CasesOf(id) {
		return nil
	}
	return kept.RemoveCustomer(id)
}
