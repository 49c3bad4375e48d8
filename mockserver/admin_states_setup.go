package mockserver

import (
	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
	"casemock/mockserver/world"
)

// bringing is a world on its way into a provider state. A state notes each case and customer that it is about
// to change, or has made, so that its teardown can undo that.
type bringing struct {
	*adminRequest
	change stateChange
	setup  *world.Setup
}

func (r *bringing) touchCase(id string) {
	kept := r.world.Store
	r.touch(caseapi.CaseObject, id, func() func() error { return restoreCase(kept, id) })
}

func (r *bringing) madeCase(id string) {
	kept := r.world.Store
	r.touch(caseapi.CaseObject, id, func() func() error {
		return func() error { return kept.RemoveCase(id) }
	})
}

func (r *bringing) touchCustomer(id string) {
	kept := r.world.Store
	r.touch(caseapi.CustomerObject, id, func() func() error { return restoreCustomer(kept, id) })
}

func (r *bringing) madeCustomer(id string) {
	kept := r.world.Store
	r.touch(caseapi.CustomerObject, id, func() func() error {
		return func() error { return removeCustomer(kept, id) }
	})
}

func (r *bringing) touch(object caseapi.ObjectType, id string, look func() (restore func() error)) {
	r.world.Setups.Touch(r.setup, world.Subject{Object: object, ID: id}, look)
}

// restoreCase makes a case be as it is now.
func restoreCase(kept store.Store, id string) func() error {
	before, exists := kept.Case(id)
	if !exists {
		return func() error { return kept.RemoveCase(id) }
	}
	return func() error { return kept.PutCase(before) }
}

// restoreCustomer makes a customer be as they are now.
func restoreCustomer(kept store.Store, id string) func() error {
	before, exists := kept.Customer(id)
	if !exists {
		return func() error { return removeCustomer(kept, id) }
	}
	return func() error { return kept.PutCustomer(before) }
}

// removeCustomer removes a customer, unless there is a case of theirs: it would be nobody's.
func removeCustomer(kept store.Store, id string) error {
	if len(kept.CasesOf(id)) > 0 {
		return nil
	}
	return kept.RemoveCustomer(id)
}
