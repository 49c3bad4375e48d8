// Package store is where the cases and customers of a world live.
//
// A world starts as a population, which is computed and costs nothing to keep, and remembers only what
// was changed in it: memory grows with the changes, not with the population. Entries are immutable, and
// locks are held for no longer than it takes to find or to replace one. An update is worked out without
// a lock and takes its place if no other came first; else it is worked out again, so none is lost.
package store

import (
	"errors"
	"iter"

	"casemock/contracts/caseapi"
)

// ErrNotFound is returned for an id that the store does not have.
var ErrNotFound = errors.New("not found")

// MostBytes is how long the JSON of a case or a customer may be that is made or changed: no answer with one of
// them, and no piece of one with many, is larger.
const MostBytes = 1 << 20

// ErrTooLarge is returned for a case or a customer that would have more than [MostBytes]. Nothing is changed
// then.
var ErrTooLarge = errors.New("a case or a customer is larger than 1 MiB")

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

// Population is what every world starts from: immutable, and computed when it is asked for.
type Population interface {
	// Case and Customer make one up by its id.
	Case(id string) (caseapi.Case, bool)
	Customer(id string) (caseapi.Customer, bool)
	// CaseJSON is the case as [caseapi.Marshal] writes it; [Cache] remembers it.
	CaseJSON(id string) ([]byte, bool)
	// HasCase and HasCustomer report whether there is one, without making it up.
	HasCase(id string) bool
	HasCustomer(id string) bool
	// CaseIDs lists the cases of a customer without looking at others.
	CaseIDs(customerID string) []string
	// CaseCount and CustomerCount are the sizes; the indexes below them belong to the population.
	CaseCount() int
	CustomerCount() int
	// CaseID, CaseNumber and CustomerID name the entry at an index, also at indexes beyond the size:
	// those are for what is created later.
	CaseID(index int) string
	CaseNumber(index int) string
	CustomerID(index int) string
}

// Store keeps one world's cases and customers. All methods are safe for concurrent use. What it
// returns shares memory with it and must not be changed. What makes it grow beyond its [Budget] is
// refused with [ErrFull], and what would be larger than [MostBytes] with [ErrTooLarge].
type Store interface {
	// Case finds a case by its id.
	Case(id string) (*Kept[caseapi.Case], bool)
	// HasCase reports whether there is a case with that id, for less than finding it costs.
	HasCase(id string) bool
	// CaseJSON is the JSON of Case, for less than making a seeded case up costs.
	CaseJSON(id string) ([]byte, bool)
	// CasesOf lists the cases of a customer by id and JSON, the seeded ones first. It does not ask whether
	// there is such a customer.
	CasesOf(customerID string) iter.Seq2[string, []byte]
	// AddCase keeps a new case, made for an id and a case number that nothing else has.
	AddCase(make func(id, number string) caseapi.Case) (*Kept[caseapi.Case], error)
	// UpdateCase replaces a case by what update makes of it, and returns that. Updates of one case
	// come one after the other. When update fails, its error is returned and nothing is changed; it
	// may be called more than once, so it must do nothing else. Unknown ids are [ErrNotFound].
	UpdateCase(id string, update func(caseapi.Case) (caseapi.Case, error),
	) (*Kept[caseapi.Case], error)
	// PutCase keeps a case under its own id, in place of another one.
	PutCase(caseapi.Case) error
	// RemoveCase forgets a case for good.
	RemoveCase(id string) error
	// ChangedCases lists the ids of the cases that are not as the population has them, in order: the new
	// ones, the updated ones and the removed ones, which CaseJSON does not find.
	ChangedCases() []string
	// ReserveCase gives an id and a case number that nothing has, and that nothing gets later unless
	// somebody puts it there by that id.
	ReserveCase() (id, number string)

	// The methods for customers do as those for cases.
	Customer(id string) (*Kept[caseapi.Customer], bool)
	HasCustomer(id string) bool
	AddCustomer(make func(id string) caseapi.Customer) (*Kept[caseapi.Customer], error)
	UpdateCustomer(id string, update func(caseapi.Customer) (caseapi.Customer, error),
	) (*Kept[caseapi.Customer], error)
	PutCustomer(caseapi.Customer) error
	RemoveCustomer(id string) error
	ChangedCustomers() []string
	ReserveCustomer() (id string)

	// Close gives back what the store has of its budget, when nobody will ask it any longer.
	Close()
}
