package store

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// table is a seeded set of values with the changes made to it. It keeps a value as its JSON: that is
// what is asked for most, it takes half of the memory of the value itself, and the garbage collector,
// which follows pointers, has nothing to look for in it.
type table[T entity] struct {
	seeded   func(id string) (Body, bool)
	isSeeded func(id string) bool
	decode   func(encoded Body) T
	changed  sync.Map // id to *record
}

// record is a place for one changed value. Its entry is nil until the first change.
type record struct {
	writing sync.Mutex
	current atomic.Pointer[entry]
}

// entry is one immutable state of a value.
type entry struct {
	encoded Body
	removed bool
}

// changedEntry finds the state of a value that was changed; ok is false for one that is as it was
// seeded, or is not there at all.
func (t *table[T]) changedEntry(id string) (found *entry, ok bool) {
	place, ok := t.changed.Load(id)
	if !ok {
		return nil, false
	}
	found = place.(*record).current.Load()
	return found, found != nil
}

func (t *table[T]) has(id string) bool {
	if found, changed := t.changedEntry(id); changed {
		return !found.removed
	}
	return t.isSeeded(id)
}

// json finds the JSON of a value.
func (t *table[T]) json(id string) (Body, bool) {
	if found, changed := t.changedEntry(id); changed {
		return found.encoded, !found.removed
	}
	return t.seeded(id)
}

func (t *table[T]) get(id string) (value T, ok bool) {
	encoded, ok := t.json(id)
	if !ok {
		return value, false
	}
	return t.decode(encoded), true
}

// update replaces a value by what the function makes of it. It is tried first on a seeded value, before
// a record is made, so that updates that fail leave nothing behind.
func (t *table[T]) update(id string, update func(T) (T, error)) (Kept[T], error) {
	var seed T
	if _, changed := t.changedEntry(id); !changed {
		encoded, seeded := t.seeded(id)
		if !seeded {
			return Kept[T]{}, ErrNotFound
		}
		seed = t.decode(encoded)
		if _, err := update(seed); err != nil {
			return Kept[T]{}, err
		}
	}
	place := t.record(id)
	place.writing.Lock()
	defer place.writing.Unlock()
	present := seed
	if current := place.current.Load(); current != nil {
		if current.removed {
			return Kept[T]{}, ErrNotFound
		}
		present = t.decode(current.encoded)
	}
	updated, err := update(present)
	if err != nil {
		return Kept[T]{}, err
	}
	kept := keep(updated)
	place.current.Store(&entry{encoded: kept.JSON})
	return kept, nil
}

func (t *table[T]) record(id string) *record {
	if found, ok := t.changed.Load(id); ok {
		return found.(*record)
	}
	// The copy lets go of the request of which the id was a part.
	found, _ := t.changed.LoadOrStore(strings.Clone(id), &record{})
	return found.(*record)
}

// claim keeps a new value under an id that nothing has; ok is false when something has it.
func (t *table[T]) claim(id string, encoded Body) (ok bool) {
	if t.isSeeded(id) {
		return false
	}
	created := &record{}
	created.current.Store(&entry{encoded: encoded})
	_, taken := t.changed.LoadOrStore(id, created)
	return !taken
}

func (t *table[T]) put(id string, value T) { t.replace(id, &entry{encoded: encode(value)}) }

func (t *table[T]) remove(id string) { t.replace(id, &entry{removed: true}) }

func (t *table[T]) replace(id string, by *entry) {
	place := t.record(id)
	place.writing.Lock()
	defer place.writing.Unlock()
	place.current.Store(by)
}

// change is a value that is not as it was seeded; ok is false for one that was removed.
type change[T entity] struct {
	id    string
	value T
	ok    bool
}

// changes lists what is not as it was seeded, by id.
func (t *table[T]) changes() []change[T] {
	var changes []change[T]
	for id, found := range t.changed.Range {
		current := found.(*record).current.Load()
		if current == nil {
			continue
		}
		changed := change[T]{id: id.(string), ok: !current.removed}
		if changed.ok {
			changed.value = t.decode(current.encoded)
		}
		changes = append(changes, changed)
	}
	slices.SortFunc(changes, func(a, b change[T]) int { return strings.Compare(a.id, b.id) })
	return changes
}
