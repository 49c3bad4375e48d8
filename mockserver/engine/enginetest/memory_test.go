package enginetest

import (
	"errors"
	"testing"

	"casemock/mockserver/engine"
)

func TestMemory(t *testing.T) {
	t.Parallel()
	Run(t, Kind{Shared: true, New: func(*testing.T) Opener {
		var kept *Memory
		return func(options engine.Options) (engine.Engine, error) {
			if kept == nil || options.Reset {
				kept = NewMemory(options)
			}
			return kept, options.Fingerprint.Compare(kept.options.Fingerprint)
		}
	}})
}

func TestMemoryFails(t *testing.T) {
	t.Parallel()
	var told []error
	failing := NewMemory(engine.Options{JournalEntries: 1, Report: func(err error) { told = append(told, err) }})
	reason := errors.New("the plug was pulled")
	failing.Fail(reason)
	failing.Fail(reason)
	_, _, err := failing.Arrive(t.Context(), "w", engine.Version{})
	if !errors.Is(err, engine.ErrUnavailable) || !errors.Is(err, reason) {
		t.Errorf("got %v", err)
	}
	failing.Fail(nil)
	if _, _, err := failing.Arrive(t.Context(), "w", engine.Version{}); err != nil {
		t.Error(err)
	}
	if len(told) != 2 || !errors.Is(told[0], reason) || told[1] != nil {
		t.Errorf("told %v", told)
	}
}
