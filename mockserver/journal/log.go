package journal

import (
	"context"
	"iter"
)

// Log is a journal as it is looked at, wherever it is kept. An error is the context's, or that of where it is kept.
type Log interface {
	// State says what there is to say besides the entries.
	State(ctx context.Context) (State, error)
	// After gives the oldest kept entry after a number; false where there is none.
	After(ctx context.Context, n uint64) (*Entry, bool, error)
	// NewestFirst walks what is kept when the walk begins, as far as it is still kept when its turn comes. It ends
	// with an error.
	NewestFirst(ctx context.Context) iter.Seq2[*Entry, error]
	// Clear forgets the entries and the notes, and the requests that are under way; the entries' numbers go on.
	Clear(ctx context.Context) error
	// Forget forgets the entries that a filter chooses. How many the journal has lost stays as it is.
	Forget(ctx context.Context, filter Filter) error
	// Watch tells of new entries through a channel, until stop is called. One notice may stand for several entries.
	Watch() (news <-chan struct{}, stop func())
}

// State is what there is to say of a journal besides its entries.
type State struct {
	Newest  uint64 // the number of the newest entry
	Dropped uint64 // how many entries the journal has lost since the last clear
	Notes   []string
}

// Find gives the entry of a number, as long as it is kept.
func Find(ctx context.Context, log Log, n uint64) (*Entry, bool, error) {
	if n == 0 {
		return nil, false, nil
	}
	found, ok, err := log.After(ctx, n-1)
	return found, ok && found.N == n, err
}

// Log is the journal as it is looked at.
func (j *Journal) Log() Log { return inMemory{j} }

// inMemory is the [Log] of a journal that this process keeps.
type inMemory struct{ journal *Journal }

func (l inMemory) State(context.Context) (State, error) {
	newest, dropped := l.journal.Counts()
	return State{newest, dropped, l.journal.Notes()}, nil
}

func (l inMemory) After(_ context.Context, n uint64) (*Entry, bool, error) {
	found, ok := l.journal.After(n)
	return found, ok, nil
}

func (l inMemory) NewestFirst(context.Context) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		for entry := range l.journal.NewestFirst {
			if !yield(entry, nil) {
				return
			}
		}
	}
}

func (l inMemory) Clear(context.Context) error {
	l.journal.Clear()
	return nil
}

func (l inMemory) Forget(_ context.Context, filter Filter) error {
	l.journal.Forget(filter)
	return nil
}

func (l inMemory) Watch() (news <-chan struct{}, stop func()) { return l.journal.Watch() }
