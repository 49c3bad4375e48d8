package world

import (
	"context"
	"slices"
)

// Arrive lets a request enter a world, which is made if it is not there. A request that is not counted is one that
// does not know the key. Without an engine there is no error.
func (r *Registry) Arrive(ctx context.Context, name string, counted bool) (Arrival, error) {
	entered, refreshed := r.Enter(name), r.refreshShared(ctx)
	arrived, err := entered.arrive(ctx, counted)
	if lost := <-refreshed; err == nil {
		err = lost
	}
	if err == nil && r.Engine != nil && arrived.N == 1 {
		err = entered.makeRoom(ctx)
	}
	return arrived, err
}

// Look finds a world as it is now, or shows what one of that name would be: looking makes no worlds and drops none.
func (r *Registry) Look(ctx context.Context, name string) (*World, error) {
	if r.Engine == nil {
		return r.Visit(name), nil
	}
	found, refreshed := r.Enter(name), r.refreshShared(ctx) // a copy of nothing
	err := found.refresh(ctx)
	if lost := <-refreshed; err == nil {
		err = lost
	}
	return found, err
}

// refreshShared brings up to date what is shared by all worlds, at the same time as whatever else the engine is asked,
// and tells when it has.
func (r *Registry) refreshShared(ctx context.Context) <-chan error {
	if r.Engine == nil {
		return nothingToRefresh
	}
	refreshed := make(chan error, 1)
	go func() { refreshed <- r.shared.refresh(ctx) }()
	return refreshed
}

// nothingToRefresh tells everybody that there was no error.
var nothingToRefresh = func() <-chan error {
	refreshed := make(chan error)
	close(refreshed)
	return refreshed
}()

// ChangeUploads changes what was uploaded for a world, or with an empty name for all, and returns when that is kept.
// The error is that of the change, or of the engine.
func (r *Registry) ChangeUploads(ctx context.Context, name string, change func(*Uploads) error) error {
	changed := r.shared
	if name != "" {
		changed = r.Enter(name)
	}
	err := changed.refresh(ctx)
	if err != nil {
		return err
	}
	var wrong error
	if err = changed.Change(ctx, func(here *World) { wrong = change(here.Uploads) }); err == nil {
		err = changed.Settle(ctx)
	}
	if err != nil {
		return err
	}
	return wrong
}

// makeRoom drops worlds from the engine for one that has just begun, to stay within the bound. Where several processes
// do so at the same time, one more or less may go.
func (r *Registry) makeRoom(ctx context.Context, begun string) error {
	names, err := r.Engine.Worlds(ctx)
	if err != nil {
		return err
	}
	kept := func(name string) bool { return name == Default || name == begun || name == sharedName }
	others := slices.DeleteFunc(names, kept)
	for len(others) >= r.bound && len(others) > 0 && begun != Default {
		if err := r.Engine.Drop(ctx, others[0]); err != nil {
			return err
		}
		if err := r.Engine.Note(ctx, Default, droppedNote(others[0])); err != nil {
			return err
		}
		others = others[1:]
	}
	return nil
}

// Reset brings a world back to the seeded data and forgets what happened in it. One that nobody has entered
// has nothing to forget.
func (r *Registry) Reset(ctx context.Context, name string) error {
	if r.Engine == nil {
		r.reset(name)
		return nil
	}
	return r.Engine.Reset(ctx, name)
}

// Names lists the worlds that somebody has entered, by name.
func (r *Registry) Names(ctx context.Context) ([]string, error) {
	if r.Engine == nil {
		return r.names(), nil
	}
	names, err := r.Engine.Worlds(ctx)
	names = slices.DeleteFunc(names, func(name string) bool { return name == sharedName })
	if err == nil && !slices.Contains(names, Default) {
		names = append(names, Default)
	}
	slices.Sort(names)
	return names, err
}
