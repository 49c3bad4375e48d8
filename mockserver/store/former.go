package store

import "casemock/contracts/caseapi"

// Subject is a case or a customer.
type Subject struct {
	Object caseapi.ObjectType `json:"object"`
	ID     string             `json:"id"`
}

// Former is how a subject was at some time. The zero value is that it was not there.
type Former struct {
	Case     *caseapi.Case     `json:"case,omitempty"`
	Customer *caseapi.Customer `json:"customer,omitempty"`
}

// Look finds out how a subject is now.
func Look(kept Store, subject Subject) Former {
	if subject.Object == caseapi.CaseObject {
		if found, exists := kept.Case(subject.ID); exists {
			return Former{Case: &found.Value}
		}
		return Former{}
	}
	if found, exists := kept.Customer(subject.ID); exists {
		return Former{Customer: &found.Value}
	}
	return Former{}
}

// Restore makes a subject be as it was.
func (f Former) Restore(kept Store, subject Subject) error {
	switch {
	case f.Case != nil:
		return kept.PutCase(*f.Case)
	case f.Customer != nil:
		return kept.PutCustomer(*f.Customer)
	case subject.Object == caseapi.CaseObject:
		return kept.RemoveCase(subject.ID)
	}
	return removeCustomer(kept, subject.ID)
}

// removeCustomer removes a customer, unless there is a case of theirs: it would be nobody's.
func removeCustomer(kept Store, id string) error {
	for range kept.CasesOf(id) {
		return nil
	}
	return kept.RemoveCustomer(id)
}
