package store

import (
	"bytes"

	"casemock/contracts/caseapi"
)

// Kept is a case or a customer with the JSON that the store keeps of it.
type Kept[T entity] struct {
	Value T
	JSON  Body
}

// entity is a case or a customer.
type entity interface {
	caseapi.Case | caseapi.Customer
	AppendJSON(to []byte) []byte
}

func keep[T entity](value T) Kept[T] { return Kept[T]{value, encode(value)} }

// encode writes a case or a customer as JSON, without room to spare: it may be kept.
func encode[T entity](value T) Body {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer = value.AppendJSON((*buffer)[:0])
	return NewBody(bytes.Clone(*buffer))
}

// DecodeCase reads the JSON of a case as a store gives it.
func DecodeCase(encoded Body) caseapi.Case {
	var read caseapi.Case
	mustRead(read.UnmarshalJSON(encoded.Bytes()))
	return read
}

// DecodeCustomer reads the JSON of a customer as a store gives it.
func DecodeCustomer(encoded Body) caseapi.Customer {
	var read caseapi.Customer
	mustRead(read.UnmarshalJSON(encoded.Bytes()))
	return read
}

func mustRead(err error) {
	if err != nil {
		panic("store: JSON of our own that cannot be read: " + err.Error())
	}
}
