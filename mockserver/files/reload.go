package files

import (
	"sync"
	"sync/atomic"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// Loader holds what is in force of its sources. Its methods are safe for concurrent use.
type Loader struct {
	sources   Sources
	current   atomic.Pointer[Loaded]
	reloading sync.Mutex
}

// NewLoader loads the sources. The error is [Problems]: there is nothing to fall back on yet.
func NewLoader(sources Sources) (*Loader, error) {
	loader := &Loader{sources: sources}
	loader.current.Store(nothingLoaded())
	return loader, loader.Reload()
}

// Current is what is in force.
func (l *Loader) Current() *Loaded { return l.current.Load() }

// API is the description that is in force: the documented API with the custom fields.
func (l *Loader) API() *caseapi.API { return l.Current().API }

// Reload reads the scenario, meta and fixture files again. What is good is in force for the next request.
// Of a file with a problem the last good version stays; the problems are returned, and told by the admin
// API's health. What a file that is gone held goes, but for the meta file's custom fields.
func (l *Loader) Reload() error {
	l.reloading.Lock()
	defer l.reloading.Unlock()
	next := l.loadSettled()
	l.current.Store(next)
	if len(next.Problems) > 0 {
		return strictyaml.Problems(next.Problems)
	}
	return nil
}

// loadSettled loads files that are the same before and after they were read, since half of a file may be
// without a mistake as well. Those that somebody writes all the time are taken as they are.
func (l *Loader) loadSettled() *Loaded {
	before := l.sources.readContents()
	for range 5 { // writing a file anew is three changes: no size, a new time, a new size
		next := l.sources.load(l.Current())
		next.contents = l.sources.readContents()
		if next.contents == before {
			return next
		}
		before = next.contents
	}
	next := l.sources.load(l.Current())
	next.contents = before
	return next
}
