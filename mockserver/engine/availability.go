package engine

import (
	"fmt"
	"sync"
)

// Availability is whether an engine is of use at present, and tells [Options.Report] when that changes. The zero
// value reports to nobody.
type Availability struct {
	Report func(unavailable error)

	mutex  sync.Mutex
	reason error
}

// Err is nil while the engine is available, and [ErrUnavailable] with the reason otherwise.
func (a *Availability) Err() error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return unavailable(a.reason)
}

// Lose says that the engine cannot be used, and gives the error to return. The reason that it was lost for stays.
func (a *Availability) Lose(reason error) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.reason == nil {
		a.reason = reason
		if a.Report != nil {
			a.Report(reason)
		}
	}
	return unavailable(reason)
}

// Regain says that the engine can be used again.
func (a *Availability) Regain() {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.reason != nil {
		a.reason = nil
		if a.Report != nil {
			a.Report(nil)
		}
	}
}

func unavailable(reason error) error {
	if reason == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, reason)
}
