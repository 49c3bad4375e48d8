package world

import (
	"context"
	"fmt"
	"sync"

	"casemock/mockserver/engine"
)

// copied ties a world to the engine that keeps it. The world itself is a copy, which is brought up to date when
// somebody enters, and which only what was committed gets into. Changes are worked out in a second one, the draft.
type copied struct {
	engine engine.Engine

	turn    sync.Mutex // of who works out a change
	draft   *World
	drafted engine.Version // up to which the draft is the world
	changes []string       // the keys of what the change under way has changed, each once
	changed map[string]bool

	mutex   sync.Mutex // for what follows, and for taking over what was committed
	version engine.Version
	behind  map[string]bool // the keys of what the draft does not have as the world does
}

// Keep makes the world a copy of what an engine keeps. The draft is another world as it is at the start, with the
// same journal; nothing may have happened in either.
func (w *World) Keep(kept engine.Engine, draft *World) {
	w.copied = &copied{engine: kept, draft: draft, changed: map[string]bool{}, behind: map[string]bool{}}
	w.keeper, draft.keeper = kept, kept
	draft.Watch = w.Watch
	w.records, draft.records = recordsOf(w, w.data), recordsOf(draft, draft.data)
	draft.observe(draft.data, func(kind, name string) { w.copied.note(keyOf(kind, name)) })
}

// IsCopy reports whether the world is a copy of what an engine keeps: then nothing may be done to it but in
// [World.Change].
func (w *World) IsCopy() bool { return w.copied != nil }

// note notes that a record of the draft has changed.
func (c *copied) note(key string) {
	if !c.changed[key] {
		c.changed[key] = true
		c.changes = append(c.changes, key)
	}
}

// Change changes the world, as the function does it: with that alone, and not with the world itself, what it finds
// and what it does is all of a piece. With an engine, the function may be called again, when somebody else's change
// came first, and must do nothing besides that cannot be done twice; the error is the engine's, and then the change
// may have been made or not.
func (w *World) Change(ctx context.Context, change func(here *World)) error {
	if w.copied == nil {
		change(w)
		return nil
	}
	c := w.copied
	c.turn.Lock()
	defer c.turn.Unlock()
	for {
		if err := c.catchUp(w); err != nil {
			return err
		}
		committed, err := c.try(ctx, w, change)
		if err == nil && committed && c.drafted == (engine.Version{}) && w.makeRoom != nil {
			err = w.makeRoom(ctx)
		}
		if committed || err != nil {
			return err
		}
	}
}

// try works out a change and commits it; false when somebody else's came first.
func (c *copied) try(ctx context.Context, w *World, change func(here *World)) (committed bool, err error) {
	defer c.forget() // what is not committed is as it was before, also after a panic
	change(c.draft)
	if len(c.changes) == 0 {
		return true, nil
	}
	// A change that is under way is not left because its client is.
	since, committed, err := c.engine.Commit(context.WithoutCancel(ctx), w.Name, c.drafted, c.drafts())
	switch {
	case err != nil:
		return false, err
	case committed:
		return true, c.takeOver(w, since.Version)
	}
	return false, w.absorb(ctx, c.drafted, since)
}

// drafts are the records that the change under way has changed, as they are in the draft.
func (c *copied) drafts() []engine.Record {
	records := make([]engine.Record, len(c.changes))
	for i, key := range c.changes {
		records[i] = c.draft.record(key)
	}
	return records
}

// catchUp brings the draft up to the world.
func (c *copied) catchUp(w *World) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for key := range c.behind {
		if err := c.draft.share(key, w); err != nil {
			return err
		}
		delete(c.behind, key)
	}
	c.drafted = c.version
	return nil
}

// takeOver brings what was committed from the draft into the world, unless it came back there already.
func (c *copied) takeOver(w *World, version engine.Version) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.version != c.drafted {
		return nil
	}
	for _, key := range c.changes {
		if err := w.share(key, c.draft); err != nil {
			return err
		}
	}
	c.version = version
	return nil
}

// forget lets the draft catch up with what its change has changed.
func (c *copied) forget() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, key := range c.changes {
		c.behind[key] = true
	}
	c.changes = c.changes[:0]
	clear(c.changed)
}

// known is up to which version the world is a copy.
func (c *copied) known() engine.Version {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.version
}

// maxRereads bounds how often a world is read again that begins anew all the time.
const maxRereads = 10

// absorb takes over what was committed since a version that was known. Several do so at once: who comes late with
// news that cannot be told from old ones asks again.
func (w *World) absorb(ctx context.Context, known engine.Version, since engine.Changes) (err error) {
	for range maxRereads {
		taken, err := w.copied.take(w, known, since)
		if taken || err != nil {
			return err
		}
		known = w.copied.known()
		if since, err = w.copied.engine.Read(ctx, w.Name, known); err != nil {
			return err
		}
	}
	return fmt.Errorf("%w: world %s begins anew all the time", engine.ErrUnavailable, w.Name)
}

// take takes over what was committed since a known version; false when it cannot be told whether it is older than
// what is there by now.
func (c *copied) take(w *World, known engine.Version, since engine.Changes) (ok bool, err error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	switch {
	case since.Version == c.version:
		return true, nil
	case c.version == known:
	case since.Whole, c.version.Epoch != known.Epoch:
		return false, nil
	case since.Version.Number <= c.version.Number:
		return true, nil
	}
	if since.Whole {
		since.Records = w.withGone(since.Records)
	}
	for _, record := range since.Records {
		if err := w.put(record); err != nil {
			return false, err
		}
		c.behind[record.Key] = true
	}
	c.version = since.Version
	return true, nil
}

// withGone adds to the records that there are those of the world that are gone.
func (w *World) withGone(records []engine.Record) []engine.Record {
	there := map[string]bool{}
	for _, record := range records {
		there[record.Key] = true
	}
	for _, key := range w.keys() {
		if !there[key] {
			records = append(records, engine.Record{Key: key})
		}
	}
	return records
}
