package store

import "casemock/contracts/caseapi"

// Kept is a case or a customer with its JSON: the value is what is changed, the JSON what is asked for. Both
// are immutable.
type Kept[T entity] struct {
	Value T
	JSON  []byte
}

// entity is a case or a customer.
type entity interface {
	caseapi.Case | caseapi.Customer
}

func keep[T entity](value T) *Kept[T] { return &Kept[T]{value, caseapi.MustMarshal(value)} }
