package file

import (
	"time"

	bolt "go.etcd.io/bbolt"
)

// now lets the writer write what waits, as soon as it is done with what it writes.
func (e *Engine) now() {
	select {
	case e.kick <- struct{}{}:
	default: // it has been told already
	}
}

// soon notes that there is something of a world that may wait for a while.
func (e *Engine) soon(name string) { e.waiting.of(name) }

// laziness is how long what may wait for a while does so, and after how long a full disk is tried again.
const laziness = time.Second

// write writes batches until the engine is closed.
func (e *Engine) write() {
	lazily := time.NewTicker(laziness)
	defer lazily.Stop()
	for open := true; open; {
		select {
		case <-e.kick:
		case <-lazily.C:
		case <-e.closing:
			open = false
		}
		e.flush()
	}
}

// maxLog is how large the log may grow, in bytes, before everybody has to wait until it is empty.
const maxLog = 16 << 20

// flush writes what waits into the file. While it does, another batch grows, as a rule.
func (e *Engine) flush() {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	current := e.waiting
	if current.isEmpty() {
		return
	}
	e.waiting, e.underway = newBatch(), current
	e.complete(current)
	err := e.save(current, e.log.size > maxLog)
	e.underway = nil
	if err == nil {
		e.settle(current)
		err = e.log.forget(current.log)
	} else {
		e.waiting.precede(current)
	}
	if err == nil {
		e.availability.Regain()
	} else {
		current.err = e.availability.Lose(err)
	}
	close(current.done)
}

// complete puts into a batch what of its worlds is always written whole.
func (e *Engine) complete(current *batch) {
	current.log = e.log.last
	for name, part := range current.parts {
		if here := e.worlds[name]; here != nil {
			part.version, part.world = here.version, here.marshal()
		}
	}
}

// save writes a batch into the file, with the lock held all the time or only before and after that.
func (e *Engine) save(current *batch, locked bool) error {
	update := e.update
	if !locked {
		e.mutex.Unlock()
		defer e.mutex.Lock()
	}
	return update(func(tx *bolt.Tx) error { return current.save(tx) })
}

// settle notes what is in the file now.
func (e *Engine) settle(current *batch) {
	for name, part := range current.parts {
		if here := e.worlds[name]; here != nil && here.version.Epoch == part.version.Epoch {
			here.settled, here.afresh = part.version.Number, false
		}
	}
}
