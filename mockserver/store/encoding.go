package store

import (
	"bytes"
	"sync"

	"casemock/contracts"
)

// Kept is a case or a customer with the JSON that the store keeps of it.
type Kept[T entity] struct {
	Value T
	JSON  []byte
}

// entity is a case or a customer.
type entity interface {
	contracts.Case | contracts.Customer
	AppendJSON(to []byte) []byte
}

func keep[T entity](value T) Kept[T] { return Kept[T]{value, encode(value)} }

// drafts are the buffers in which JSON is written before it is known how long it is: what is kept has
// no room to spare.
var drafts = sync.Pool{New: func() any { return new([]byte) }}

// encode writes a case or a customer as JSON.
func encode[T entity](value T) []byte {
	draft := drafts.Get().(*[]byte)
	defer drafts.Put(draft)
	*draft = value.AppendJSON((*draft)[:0])
	return bytes.Clone(*draft)
}

func decodeCase(encoded []byte) contracts.Case {
	var read contracts.Case
	mustRead(read.UnmarshalJSON(encoded))
	return read
}

func decodeCustomer(encoded []byte) contracts.Customer {
	var read contracts.Customer
	mustRead(read.UnmarshalJSON(encoded))
	return read
}

func mustRead(err error) {
	if err != nil {
		panic("store: JSON of our own that cannot be read: " + err.Error())
	}
}
