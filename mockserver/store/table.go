package store

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// table is a seeded set of values with the changes made to it.
type table[T any] struct {
	seeded   func(id string) (T, bool)
	isSeeded func(id string) bool
	changed  sync.Map // id to *record[T]
}

// record is a place for one changed value. Its entry is nil until the first change.
type record[T any] struct {
	writing sync.Mutex
	current atomic.Pointer[entry[T]]
}

// entry is one immutable state of a value, with its JSON when somebody has asked for it.
type entry[T any] struct {
	value    T
	removed  bool
	encoding sync.Once
	encoded  []byte
}

func (e *entry[T]) encode() []byte {
	e.encoding.Do(func() { e.encoded = encode(e.value) })
	return e.encoded
}

// changedEntry finds the state of a value that was changed; ok is false for one that is as it was
// seeded, or is not there at all.
func (t *table[T]) changedEntry(id string) (found *entry[T], ok bool) {
	place, ok := t.changed.Load(id)
	if !ok {
		return nil, false
	}
	found = place.(*record[T]).current.Load()
	return found, found != nil
}

func (t *table[T]) has(id string) bool {
	if found, changed := t.changedEntry(id); changed {
		return !found.removed
	}
	return t.isSeeded(id)
}

func (t *table[T]) get(id string) (T, bool) {
	if found, changed := t.changedEntry(id); changed {
		return found.value, !found.removed
	}
	return t.seeded(id)
}

// update replaces a value by what the function makes of it. It is tried first on a seeded value, before
// a record is made, so that updates that fail leave nothing behind.
func (t *table[T]) update(id string, update func(T) (T, error)) (T, error) {
	var none T
	seed, seeded := none, false
	if _, changed := t.changedEntry(id); !changed {
		if seed, seeded = t.seeded(id); !seeded {
			return none, ErrNotFound
		}
		if _, err := update(seed); err != nil {
			return none, err
		}
	}
	place := t.record(id)
	place.writing.Lock()
	defer place.writing.Unlock()
	present := seed
	if current := place.current.Load(); current != nil {
		present, seeded = current.value, !current.removed
	}
	if !seeded {
		return none, ErrNotFound
	}
	updated, err := update(present)
	if err != nil {
		return none, err
	}
	place.current.Store(&entry[T]{value: updated})
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
	if t.isSeeded(id) {
		return false
	}
	created := &record[T]{}
	created.current.Store(&entry[T]{value: value})
	_, taken := t.changed.LoadOrStore(id, created)
	return !taken
}

func (t *table[T]) put(id string, value T) { t.replace(id, &entry[T]{value: value}) }

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
