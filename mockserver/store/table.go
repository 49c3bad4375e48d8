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
	spend    func(bytes int64) error
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

// size is what an entry takes of the budget; nil takes nothing.
func (e *entry) size() int64 {
	if e == nil {
		return 0
	}
	return entryOverhead + int64(e.encoded.Len())
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
		if err := t.tryUpdate(seed, update); err != nil {
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
	return kept, t.store(place, &entry{encoded: kept.JSON})
}

// tryUpdate says whether a seeded value could be updated, in itself and for the room that there is.
func (t *table[T]) tryUpdate(seed T, update func(T) (T, error)) error {
	if _, err := update(seed); err != nil {
		return err
	}
	if err := t.spend(entryOverhead); err != nil {
		return err
	}
	return t.spend(-entryOverhead)
}

// store puts an entry in its place, which is locked.
func (t *table[T]) store(place *record, put *entry) error {
	if err := t.spend(put.size() - place.current.Load().size()); err != nil {
		return err
	}
	place.current.Store(put)
	return nil
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
func (t *table[T]) claim(id string, encoded Body) (ok bool, err error) {
	if t.isSeeded(id) {
		return false, nil
	}
	put := &entry{encoded: encoded}
	if err := t.spend(put.size()); err != nil {
		return false, err
	}
	created := &record{}
	created.current.Store(put)
	if _, taken := t.changed.LoadOrStore(id, created); taken {
		return false, t.spend(-put.size())
	}
	return true, nil
}

func (t *table[T]) put(id string, value T) error {
	return t.replace(id, &entry{encoded: encode(value)})
}

func (t *table[T]) remove(id string) error { return t.replace(id, &entry{removed: true}) }

func (t *table[T]) replace(id string, by *entry) error {
	place := t.record(id)
	place.writing.Lock()
	defer place.writing.Unlock()
	return t.store(place, by)
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
