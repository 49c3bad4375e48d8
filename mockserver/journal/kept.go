package journal

import (
	"context"
	"iter"

	"casemock/mockserver/engine"
)

// NewKept is the journal of a world that an engine keeps.
func NewKept(keeper engine.Engine, world string) Log { return inEngine{keeper, world} }

// inEngine is the [Log] of a journal in an engine.
type inEngine struct {
	engine engine.Engine
	world  string
}

func (k inEngine) State(ctx context.Context) (State, error) {
	state, err := k.engine.Journal(ctx, k.world)
	return State(state), err
}

// pageSize is how many entries are read at a time. They are 64 KiB for each body at most.
const pageSize = 50

func (k inEngine) After(ctx context.Context, n uint64) (*Entry, bool, error) {
	found, err := k.engine.After(ctx, k.world, n, 1)
	if err != nil || len(found) == 0 {
		return nil, false, err
	}
	entry, err := Unmarshal(found[0])
	return entry, err == nil, err
}

func (k inEngine) NewestFirst(ctx context.Context) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		state, err := k.State(ctx)
		for before := state.Newest + 1; err == nil; {
			var page []engine.Kept
			if page, err = k.engine.Before(ctx, k.world, before, pageSize); len(page) == 0 {
				break
			}
			for _, found := range page {
				entry, err := Unmarshal(found)
				if !yield(entry, err) || err != nil {
					return
				}
				before = found.Number
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func (k inEngine) Clear(ctx context.Context) error { return k.engine.ClearJournal(ctx, k.world) }

func (k inEngine) Forget(ctx context.Context, filter Filter) error {
	var numbers []uint64
	for entry, err := range k.NewestFirst(ctx) {
		if err != nil {
			return err
		}
		if filter.Lets(entry) && (filter.Limit == nil || len(numbers) < *filter.Limit) {
			numbers = append(numbers, entry.N)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	return k.engine.Forget(ctx, k.world, numbers)
}

func (k inEngine) Watch() (news <-chan struct{}, stop func()) { return k.engine.Watch(k.world) }
