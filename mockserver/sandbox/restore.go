package sandbox

import (
	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

func (p preparation) touchCase(id string) { p.touch(caseapi.CaseObject, id) }

func (p preparation) touchCustomer(id string) { p.touch(caseapi.CustomerObject, id) }

// touch notes that a case or a customer is about to change.
func (p preparation) touch(object caseapi.ObjectType, id string) {
	subject := store.Subject{Object: object, ID: id}
	p.noted(subject, func() store.Former { return store.Look(p.Store, subject) })
}

func (p preparation) madeCase(id string) { p.made(caseapi.CaseObject, id) }

func (p preparation) madeCustomer(id string) { p.made(caseapi.CustomerObject, id) }

// made notes that a case or a customer was not there before.
func (p preparation) made(object caseapi.ObjectType, id string) {
	p.noted(store.Subject{Object: object, ID: id}, func() store.Former { return store.Former{} })
}
