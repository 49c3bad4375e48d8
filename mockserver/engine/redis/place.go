package redis

import (
	"context"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"casemock/mockserver/engine"
)

// place is where a world is in Redis.
type place struct {
	world   string
	hash    string // the key that tells its version
	channel string // where Redis is told that there is something new in it
	keys    []any  // how a script's call begins: two places for the script, how many keys there are, and the keys

	touched time.Time // when it was noted in Redis that the world was used; with the engine's lock held
}

// keyNames are the keys of a world, as the scripts expect them.
var keyNames = [...]string{"world", "records", "changes", "journal", "counters", "notes", "lost"}

// key is a key of a world.
func (e *Engine) key(world, name string) string { return e.prefix + "{" + world + "}:" + name }

// maxPlaces bounds how many places an engine knows by heart.
const maxPlaces = 10_000

// place finds out where a world is.
func (e *Engine) place(world string) *place {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if found := e.places[world]; found != nil {
		return found
	}
	found := &place{world: world, hash: e.key(world, keyNames[0]), channel: e.key(world, "news"),
		keys: []any{nil, nil, len(keyNames)}}
	for _, name := range keyNames {
		found.keys = append(found.keys, e.key(world, name))
	}
	if len(e.places) >= maxPlaces {
		clear(e.places)
	}
	e.places[world] = found
	return found
}

// leave forgets where a world is that was dropped.
func (e *Engine) leave(world string) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	delete(e.places, world)
}

// call is that of a script on the world.
func (p *place) call(arguments ...any) []any {
	return append(append(make([]any, 0, len(p.keys)+len(arguments)), p.keys...), arguments...)
}

// touchEvery is how exactly it is known when a world was used last.
const touchEvery = 10 * time.Second

// meet is what there is to do when Redis has told of a world that is in use.
func (e *Engine) meet(ctx context.Context, where *place, began bool, since engine.Changes) error {
	if err := e.know(ctx, since); err != nil {
		return err
	}
	return e.touch(ctx, where, began)
}

// know makes sure that what Redis tells of a whole world is of a sandbox like this one: somebody may have emptied it,
// and another sandbox come since.
func (e *Engine) know(ctx context.Context, since engine.Changes) error {
	if !since.Whole {
		return nil
	}
	return e.do(ctx, e.agree)
}

// touch notes in Redis that a world is in use, when it began or was not noted for a while.
func (e *Engine) touch(ctx context.Context, where *place, began bool) error {
	now := time.Now()
	e.mutex.Lock()
	due := began || now.Sub(where.touched) > touchEvery
	if due {
		where.touched = now
	}
	e.mutex.Unlock()
	if !due {
		return nil
	}
	return e.do(ctx, func(ctx context.Context) error {
		score := goredis.Z{Score: float64(now.UnixMilli()), Member: where.world}
		if err := e.client.ZAdd(ctx, e.prefix+"worlds", score).Err(); err != nil {
			return err
		}
		return e.agree(ctx)
	})
}
