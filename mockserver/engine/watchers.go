package engine

import "sync"

// Watchers are those of this process who wait for news of worlds. The zero value is ready to use.
type Watchers struct {
	mutex   sync.Mutex
	waiting map[string]map[chan struct{}]bool
}

// Watch implements [Engine].
func (w *Watchers) Watch(world string) (news <-chan struct{}, stop func()) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.waiting == nil {
		w.waiting = map[string]map[chan struct{}]bool{}
	}
	if w.waiting[world] == nil {
		w.waiting[world] = map[chan struct{}]bool{}
	}
	// One notice may wait: who has not seen it needs no other.
	waiting := make(chan struct{}, 1)
	w.waiting[world][waiting] = true
	return waiting, func() { w.forget(world, waiting) }
}

func (w *Watchers) forget(world string, waiting chan struct{}) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	delete(w.waiting[world], waiting)
	if len(w.waiting[world]) == 0 {
		delete(w.waiting, world)
	}
}

// Tell tells those who watch a world.
func (w *Watchers) Tell(world string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for waiting := range w.waiting[world] {
		notify(waiting)
	}
}

// TellAll tells everybody.
func (w *Watchers) TellAll() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, watching := range w.waiting {
		for waiting := range watching {
			notify(waiting)
		}
	}
}

func notify(waiting chan struct{}) {
	select {
	case waiting <- struct{}{}:
	default:
	}
}
