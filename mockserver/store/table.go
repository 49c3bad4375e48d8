package store

import (
	"hash/maphash"
	"maps"
	"slices"
	"strings"
	"sync"
)

// table is a seeded set of values with the changes made to it. It keeps a value as its JSON: that is
// what is asked for most, and it takes half of the memory of the value itself. The garbage collector,
// which follows pointers, has nothing to look for in it, which is why entries stand in the maps
// themselves.
type table[T entity] struct {
	source[T]
	shards [shards]shard
}

// source is what a table builds on.
type source[T entity] struct {
	seeded   func(id string) (Body, bool)
	isSeeded func(id string) bool
	decode   func(encoded Body) T
	spend    func(bytes int64) error // see [Account]
	seed     maphash.Seed            // of the hashes that choose a shard
}

// shards is in how many parts a table is locked, so that those who use it are seldom in each other's
// way.
const shards = 64

type shard struct {
	mutex   sync.RWMutex
	changed map[string]entry // by id; nil until the first change
}

// entry is one immutable state of a value that was changed. The zero entry is that of one that was not.
type entry struct {
	version uint64 // how often the value was changed
	encoded Body
	removed bool
}

// size is what an entry takes of the budget.
func (e entry) size() int64 {
	if e.version == 0 {
		return 0
	}
	return entryOverhead + int64(e.encoded.Len())
}

func (t *table[T]) shard(id string) *shard {
	return &t.shards[maphash.String(t.seed, id)%shards]
}

// entry finds the state of a value that was changed; the zero entry for one that is as it was seeded,
// or is not there at all.
func (t *table[T]) entry(id string) entry {
	part := t.shard(id)
	part.mutex.RLock()
	defer part.mutex.RUnlock()
	return part.changed[id]
}

func (t *table[T]) has(id string) bool {
	if found := t.entry(id); found.version > 0 {
		return !found.removed
	}
	return t.isSeeded(id)
}

// json finds the JSON of a value.
func (t *table[T]) json(id string) (Body, bool) { return t.jsonOf(id, t.entry(id)) }

func (t *table[T]) jsonOf(id string, found entry) (Body, bool) {
	if found.version > 0 {
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

// update replaces a value by what the function makes of it. When another update came first, the
// function is asked again.
func (t *table[T]) update(id string, update func(T) (T, error)) (Kept[T], error) {
	for {
		before := t.entry(id)
		encoded, ok := t.jsonOf(id, before)
		if !ok {
			return Kept[T]{}, ErrNotFound
		}
		updated, err := update(t.decode(encoded))
		if err != nil {
			return Kept[T]{}, err
		}
		kept := keep(updated)
		stored, err := t.replace(id, before.version, entry{encoded: kept.JSON})
		if stored || err != nil {
			return kept, err
		}
	}
}

// claim keeps a new value under an id that nothing has; ok is false when something has it.
func (t *table[T]) claim(id string, encoded Body) (ok bool, err error) {
	if t.isSeeded(id) {
		return false, nil
	}
	return t.replace(id, 0, entry{encoded: encoded})
}

func (t *table[T]) put(id string, value T) error { return t.store(id, entry{encoded: encode(value)}) }

func (t *table[T]) remove(id string) error { return t.store(id, entry{removed: true}) }

// store puts an entry in the place of whatever is there.
func (t *table[T]) store(id string, put entry) error {
	for {
		if stored, err := t.replace(id, t.entry(id).version, put); stored || err != nil {
			return err
		}
	}
}

// replace puts an entry in the place of the one with that version; false when there is another one.
func (t *table[T]) replace(id string, version uint64, put entry) (ok bool, err error) {
	part := t.shard(id)
	part.mutex.Lock()
	defer part.mutex.Unlock()
	present := part.changed[id]
	if present.version != version {
		return false, nil
	}
	if put.encoded.Len() > MostBytes {
		return false, ErrTooLarge
	}
	put.version = version + 1
	if err := t.spend(put.size() - present.size()); err != nil {
		return false, err
	}
	if part.changed == nil {
		part.changed = map[string]entry{}
	}
	if version == 0 {
		id = strings.Clone(id) // lets go of the request of which the id was a part
	}
	part.changed[id] = put
	return true, nil
}

// isFree reports whether nothing has the id, nor had it.
func (t *table[T]) isFree(id string) bool { return t.entry(id).version == 0 && !t.isSeeded(id) }

// changes lists the ids of what is not as it was seeded, in order.
func (t *table[T]) changes() []string {
	var ids []string
	for i := range t.shards {
		ids = t.shards[i].appendIDs(ids)
	}
	slices.Sort(ids)
	return ids
}

func (s *shard) appendIDs(ids []string) []string {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	return slices.AppendSeq(ids, maps.Keys(s.changed))
}
