package store

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"casemock/contracts"
)

// table is a seeded set of values with the changes made to it.
type table[T any] struct {
	seeded  func(id string) (T, bool)
	changed sync.Map // id to *record[T]
}

// record is a place for one changed value. Its entry is nil until the first change.
type record[T any] struct {
	writing sync.Mutex
	current atomic.Pointer[entry[T]]
}

// entry is one immutable state of a value, with its JSON when somebody has asked for it.
type entry[T any] struct {
	value   T
	removed bool
	encode  func() []byte
}

func newEntry[T any](value T) *entry[T] {
	return &entry[T]{value: value, encode: sync.OnceValue(func() []byte {
		encoded, err := contracts.Marshal(value)
		if err != nil {
			panic("store: a case or customer that cannot be JSON: " + err.Error())
		}
		return encoded
	})}
}

// entry finds the present state of a value: nil when there is none.
func (t *table[T]) entry(id string) *entry[T] {
	if found, ok := t.changed.Load(id); ok {
		if current := found.(*record[T]).current.Load(); current != nil {
			if current.removed {
				return nil
			}
			return current
		}
	}
	if value, ok := t.seeded(id); ok {
		return newEntry(value)
	}
	return nil
}

func (t *table[T]) get(id string) (T, bool) {
	if found := t.entry(id); found != nil {
		return found.value, true
	}
	var none T
	return none, false
}

func (t *table[T]) update(id string, update func(T) (T, error)) (T, error) {
	var none T
	present := t.entry(id)
	if present == nil {
		return none, ErrNotFound
	}
	// Tried before a record is made, so that updates that fail leave nothing behind.
	if _, err := update(present.value); err != nil {
		return none, err
	}
	place := t.record(id)
	place.writing.Lock()
	defer place.writing.Unlock()
	present = t.entry(id)
	if present == nil {
		return none, ErrNotFound
	}
	updated, err := update(present.value)
	if err != nil {
		return none, err
	}
	place.current.Store(newEntry(updated))
	return updated, nil
}

func (t *table[T]) record(id string) *record[T] {
	if found, ok := t.changed.Load(id); ok {
		return found.(*record[T])
	}
	found, _ := t.changed.LoadOrStore(id, &record[T]{})
	return found.(*record[T])
}

// claim keeps a new value under an id that nothing has; ok is false when something has it.
func (t *table[T]) claim(id string, value T) (ok bool) {
	if _, seeded := t.seeded(id); seeded {
		return false
	}
	created := &record[T]{}
	created.current.Store(newEntry(value))
	_, taken := t.changed.LoadOrStore(id, created)
	return !taken
}

func (t *table[T]) put(id string, value T) { t.replace(id, newEntry(value)) }

func (t *table[T]) remove(id string) { t.replace(id, &entry[T]{removed: true}) }

func (t *table[T]) replace(id string, by *entry[T]) {
	place := t.record(id)
	place.writing.Lock()
	defer place.writing.Unlock()
	place.current.Store(by)
}

// change is a value that is not as it was seeded; ok is false for one that was removed.
type change[T any] struct {
	id    string
	value T
	ok    bool
}

// changes lists what is not as it was seeded, by id.
func (t *table[T]) changes() []change[T] {
	var changes []change[T]
	for id, found := range t.changed.Range {
		if current := found.(*record[T]).current.Load(); current != nil {
			changes = append(changes, change[T]{id.(string), current.value, !current.removed})
		}
	}
	slices.SortFunc(changes, func(a, b change[T]) int { return strings.Compare(a.id, b.id) })
	return changes
}
