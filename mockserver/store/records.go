package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	"casemock/contracts/caseapi"
)

// Records are what a world holds of one kind, each by its name: what an engine keeps of it.
type Records interface {
	// Record is the JSON of a record; nil where there is none.
	Record(name string) []byte
	// Put makes a record be as Record gave it, somewhere else or at some other time; nil takes it away.
	Put(name string, value []byte) error
	// Names lists what there is, in order.
	Names() []string
}

// SharedRecords can do without JSON between two copies of a world in one process.
type SharedRecords interface {
	Records
	// Share makes a record be as it is in another copy, which Records of the same kind belong to.
	Share(name string, from Records) error
}

// NameOfNumber names the records of a sequence, in whose order they sort.
func NameOfNumber(number uint64) string { return fmt.Sprintf("%012d", number) }

// NumberOfName reads what [NameOfNumber] has written.
func NumberOfName(name string) (uint64, error) { return strconv.ParseUint(name, 10, 64) }

// The kinds of records of a [Memory].
const (
	CaseRecords     = "case"
	CustomerRecords = "customer"
	GivenRecords    = "given" // how many ids were given to what is new
)

// Records are what the store holds besides its population, by kind. What was given back to the population as it
// was seeded is no record.
func (m *Memory) Records() map[string]Records {
	return map[string]Records{
		CaseRecords:     caseRecords{m},
		CustomerRecords: customerRecords{m},
		GivenRecords:    givenRecords{"cases": &m.newCases, "customers": &m.newCustomers},
	}
}

// Observe is told of each record that changes, by its kind and name, but for what Put and Share do. It is to be
// called before anything changes.
func (m *Memory) Observe(changed func(kind, name string)) {
	m.cases.noted = func(id string) { changed(CaseRecords, id) }
	m.customers.noted = func(id string) { changed(CustomerRecords, id) }
	m.given = func(what string) { changed(GivenRecords, what) }
}

// caseRecord is a case that was made, changed or removed.
type caseRecord struct {
	Removed bool `json:"removed,omitempty"`
	// Came is its place among the cases that came to its customer after the start; 0 for one that was seeded there.
	Came uint64          `json:"came,omitempty"`
	Case json.RawMessage `json:"case,omitempty"`
}

type caseRecords struct{ *Memory }

func (r caseRecords) Record(id string) []byte {
	found := r.cases.entry(id)
	switch {
	case !found.isChanged():
		return nil
	case found.kept == nil:
		return caseapi.MustMarshal(caseRecord{Removed: true})
	}
	return caseapi.MustMarshal(caseRecord{
		Came: r.comers.place(found.kept.Value.CustomerID, id), Case: found.kept.JSON})
}

func (r caseRecords) Put(id string, value []byte) error {
	if value == nil {
		r.set(id, entry[caseapi.Case]{}, 0)
		return nil
	}
	var record caseRecord
	if err := json.Unmarshal(value, &record); err != nil {
		return err
	}
	put, err := entryOf[caseapi.Case](record.Removed, record.Case)
	if err == nil {
		r.set(id, put, record.Came)
	}
	return err
}

// set puts an entry in the place of what is there, and notes its place among its customer's.
func (r caseRecords) set(id string, put entry[caseapi.Case], came uint64) {
	former := r.customerOf(id)
	r.cases.set(id, put)
	customerID := ""
	if put.kept != nil {
		customerID = put.kept.Value.CustomerID
	}
	r.comers.put(former, customerID, id, came)
}

func (r caseRecords) Share(id string, from Records) error {
	other, ok := from.(caseRecords)
	if !ok {
		return errOtherKind(from)
	}
	shared := other.cases.entry(id)
	came := uint64(0)
	if shared.kept != nil {
		came = other.comers.place(shared.kept.Value.CustomerID, id)
	}
	r.set(id, shared, came)
	return nil
}

func (r caseRecords) Names() []string { return r.cases.names() }

// customerRecord is a customer who was made, changed or removed.
type customerRecord struct {
	Removed  bool            `json:"removed,omitempty"`
	Customer json.RawMessage `json:"customer,omitempty"`
}

type customerRecords struct{ *Memory }

func (r customerRecords) Record(id string) []byte {
	found := r.customers.entry(id)
	switch {
	case !found.isChanged():
		return nil
	case found.kept == nil:
		return caseapi.MustMarshal(customerRecord{Removed: true})
	}
	return caseapi.MustMarshal(customerRecord{Customer: found.kept.JSON})
}

func (r customerRecords) Put(id string, value []byte) error {
	if value == nil {
		r.customers.set(id, entry[caseapi.Customer]{})
		return nil
	}
	var record customerRecord
	if err := json.Unmarshal(value, &record); err != nil {
		return err
	}
	put, err := entryOf[caseapi.Customer](record.Removed, record.Customer)
	if err == nil {
		r.customers.set(id, put)
	}
	return err
}

func (r customerRecords) Share(id string, from Records) error {
	other, ok := from.(customerRecords)
	if !ok {
		return errOtherKind(from)
	}
	r.customers.set(id, other.customers.entry(id))
	return nil
}

func (r customerRecords) Names() []string { return r.customers.names() }

// entryOf reads what is kept of a case or a customer.
func entryOf[T entity](removed bool, text json.RawMessage) (entry[T], error) {
	if removed {
		return entry[T]{version: 1}, nil
	}
	kept := &Kept[T]{JSON: text}
	if err := json.Unmarshal(text, &kept.Value); err != nil {
		return entry[T]{}, err
	}
	return entry[T]{1, kept}, nil
}

// givenRecords are the counters of ids.
type givenRecords map[string]*atomic.Int64

func (r givenRecords) Record(what string) []byte {
	given := r[what].Load()
	if given == 0 {
		return nil
	}
	return caseapi.MustMarshal(given)
}

func (r givenRecords) Put(what string, value []byte) error {
	counter, given := r[what], int64(0)
	if counter == nil {
		return fmt.Errorf("there are no ids for %q", what)
	}
	if value != nil {
		if err := json.Unmarshal(value, &given); err != nil {
			return err
		}
	}
	counter.Store(given)
	return nil
}

func (r givenRecords) Names() []string {
	var names []string
	for what, given := range r {
		if given.Load() > 0 {
			names = append(names, what)
		}
	}
	slices.Sort(names)
	return names
}

func errOtherKind(from Records) error { return fmt.Errorf("a %T holds other records", from) }
