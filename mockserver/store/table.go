package store

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// table is a seeded set of values with the changes made to it.
type table[T entity] struct {
	source[T]
	mutex   sync.RWMutex
	changed map[string]entry[T] // by id; nil until the first change
	noted   func(id string)     // is told of each change; nil for nobody
}

// source is what a table builds on.
type source[T entity] struct {
	seeded   func(id string) (T, bool)
	isSeeded func(id string) bool
	account  *Account
}

// entry is one immutable state of a value that was changed. The zero entry is that of one that was not.
type entry[T entity] struct {
	version uint64   // how often the value was changed
	kept    *Kept[T] // nil for one that was removed
}

// isChanged reports whether the value is not as it was seeded.
func (e entry[T]) isChanged() bool { return e.version > 0 }

// size is what an entry takes of the budget.
func (e entry[T]) size() int64 {
	switch {
	case !e.isChanged():
		return 0
	case e.kept == nil:
		return entryOverhead
	}
	return entryOverhead + int64(len(e.kept.JSON))
}

// entry finds the state of a value that was changed; the zero entry for one that is as it was seeded,
// or is not there at all.
func (t *table[T]) entry(id string) entry[T] {
	t.mutex.RLock()
	defer t.mutex.RUnlock()
	return t.changed[id]
}

func (t *table[T]) has(id string) bool {
	if found := t.entry(id); found.isChanged() {
		return found.kept != nil
	}
	return t.isSeeded(id)
}

func (t *table[T]) get(id string) (*Kept[T], bool) {
	if found := t.entry(id); found.isChanged() {
		return found.kept, found.kept != nil
	}
	value, ok := t.seeded(id)
	if !ok {
		return nil, false
	}
	return keep(value), true
}

func (t *table[T]) valueOf(id string, found entry[T]) (value T, ok bool) {
	switch {
	case !found.isChanged():
		return t.seeded(id)
	case found.kept == nil:
		return value, false
	}
	return found.kept.Value, true
}

// update replaces a value by what the function makes of it. When another update came first, the
// function is asked again.
func (t *table[T]) update(id string, update func(T) (T, error)) (*Kept[T], error) {
	for {
		before := t.entry(id)
		value, ok := t.valueOf(id, before)
		if !ok {
			return nil, ErrNotFound
		}
		updated, err := update(value)
		if err != nil {
			return nil, err
		}
		kept := keep(updated)
		stored, err := t.replace(id, before.version, kept)
		if stored || err != nil {
			return kept, err
		}
	}
}

// claim keeps a new value under an id that nothing has; ok is false when something has it.
func (t *table[T]) claim(id string, kept *Kept[T]) (ok bool, err error) {
	if t.isSeeded(id) {
		return false, nil
	}
	return t.replace(id, 0, kept)
}

func (t *table[T]) put(id string, value T) error { return t.store(id, keep(value)) }

func (t *table[T]) remove(id string) error { return t.store(id, nil) }

// store puts a value, or nothing, in the place of whatever is there.
func (t *table[T]) store(id string, put *Kept[T]) error {
	for {
		if stored, err := t.replace(id, t.entry(id).version, put); stored || err != nil {
			return err
		}
	}
}

// replace puts a value, or nothing, in the place of the one with that version; false when there is another one.
func (t *table[T]) replace(id string, version uint64, put *Kept[T]) (ok bool, err error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	present := t.changed[id]
	if present.version != version {
		return false, nil
	}
	if put != nil && len(put.JSON) > MostBytes {
		return false, ErrTooLarge
	}
	next := entry[T]{version + 1, put}
	if err := t.account.Spend(next.size() - present.size()); err != nil {
		return false, err
	}
	if version == 0 {
		id = strings.Clone(id) // lets go of the request of which the id was a part
	}
	t.keep(id, next)
	if t.noted != nil {
		t.noted(id)
	}
	return true, nil
}

// keep stores an entry, with the lock held.
func (t *table[T]) keep(id string, next entry[T]) {
	if t.changed == nil {
		t.changed = map[string]entry[T]{}
	}
	t.changed[id] = next
}

// set puts an entry in the place of whatever is there, also where the budget has no room for it; the zero entry
// lets the value be as it was seeded.
func (t *table[T]) set(id string, put entry[T]) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	present := t.changed[id]
	t.account.Owe(put.size() - present.size())
	if !put.isChanged() {
		delete(t.changed, id)
		return
	}
	put.version = present.version + 1
	t.keep(id, put)
}

// isFree reports whether nothing has the id, nor had it.
func (t *table[T]) isFree(id string) bool { return !t.entry(id).isChanged() && !t.isSeeded(id) }

// names lists the ids of what is not as it was seeded, in order.
func (t *table[T]) names() []string {
	t.mutex.RLock()
	ids := slices.Collect(maps.Keys(t.changed))
	t.mutex.RUnlock()
	slices.Sort(ids)
	return ids
}
