package world

import (
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/store"
)

// trail is told which records of a world change, by kind and name. Nil is told nothing.
type trail func(kind, name string)

func (t trail) changed(kind, name string) {
	if t != nil {
		t(kind, name)
	}
}

// nameOfSubject names the records about a case or a customer.
func nameOfSubject(subject store.Subject) string { return string(subject.Object) + "/" + subject.ID }

// subjectOfName reads what nameOfSubject has written.
func subjectOfName(name string) store.Subject {
	object, id, _ := strings.Cut(name, "/")
	return store.Subject{Object: caseapi.ObjectType(object), ID: id}
}
