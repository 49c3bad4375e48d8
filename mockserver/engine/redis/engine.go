package redis

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"casemock/mockserver/engine"
)

// Engine is a store in Redis. It implements [engine.Engine]; open one with [Open].
type Engine struct {
	options      engine.Options
	client       goredis.UniversalClient
	pipeline     *pipeline
	prefix       string
	scripts      scripts
	availability engine.Availability
	probing      atomic.Bool // somebody tries whether the engine is of use again
	closing      chan struct{}
	closed       sync.WaitGroup
	newsroom     *newsroom

	process string        // begins the tags of this process
	tags    atomic.Uint64 // how many it has used

	touching sync.Mutex
	touched  map[string]time.Time // when it was noted in Redis that a world was used
}

// newTag is one that nobody else uses.
func (e *Engine) newTag() string { return e.process + strconv.FormatUint(e.tags.Add(1), 36) }

// newEpoch is one that no world has had.
func newEpoch() string { return rand.Text()[:12] }

// key is a key of a world.
func (e *Engine) key(world, name string) string { return e.prefix + "{" + world + "}:" + name }

// keyNames are the keys of a world, as the scripts expect them.
var keyNames = [...]string{"world", "records", "changes", "journal", "counters", "notes", "lost"}

// run runs a script on a world.
func (e *Engine) run(ctx context.Context, script script, world string, arguments ...any) (*reply, error) {
	answer, all := &reply{}, e.arguments(world, arguments)
	err := e.do(ctx, func(ctx context.Context) (err error) {
		answer.value, err = e.pipeline.run(ctx, script, all)
		return err
	})
	return answer, err
}

// arguments are those of a script's call, with the keys of a world.
func (e *Engine) arguments(world string, arguments []any) []any {
	all := make([]any, 0, 1+len(keyNames)+len(arguments))
	all = append(all, len(keyNames))
	for _, name := range keyNames {
		all = append(all, e.key(world, name))
	}
	return append(all, arguments...)
}

// Arrive implements [engine.Engine].
func (e *Engine) Arrive(ctx context.Context, world string, known engine.Version) (uint64, engine.Changes, error) {
	answer, err := e.run(ctx, e.scripts.arrive, world, known.Epoch, known.Number, known.Tag, newEpoch())
	if err != nil {
		return 0, engine.Changes{}, err
	}
	arrival, began, since := answer.at(0).number(), answer.at(1).number(), answer.at(2).changes()
	if answer.err != nil {
		return 0, engine.Changes{}, e.lose(answer.err)
	}
	return arrival, since, e.touch(ctx, world, began > 0)
}

// Read implements [engine.Engine].
func (e *Engine) Read(ctx context.Context, world string, known engine.Version) (engine.Changes, error) {
	answer, err := e.run(ctx, e.scripts.read, world, known.Epoch, known.Number, known.Tag)
	if err != nil {
		return engine.Changes{}, err
	}
	since := answer.changes()
	if answer.err != nil {
		return engine.Changes{}, e.lose(answer.err)
	}
	return since, nil
}

// Commit implements [engine.Engine].
func (e *Engine) Commit(ctx context.Context, world string, known engine.Version, change []engine.Record) (
	engine.Changes, bool, error) {
	set, gone := []any{}, []any{}
	for _, record := range lastOfEach(change) {
		if record.Value == nil {
			gone = append(gone, record.Key)
		} else {
			set = append(set, record.Key, record.Value)
		}
	}
	arguments := []any{known.Epoch, known.Number, known.Tag, newEpoch(), e.newTag(), len(set) / 2}
	answer, err := e.run(ctx, e.scripts.commit, world, slices.Concat(arguments, set, gone)...)
	if err != nil {
		return engine.Changes{}, false, err
	}
	ok, began, since := answer.at(0).number(), answer.at(1).number(), answer.at(2).changes()
	if answer.err != nil {
		return engine.Changes{}, false, e.lose(answer.err)
	}
	return since, ok > 0, e.touch(ctx, world, began > 0)
}

// lastOfEach leaves of records with the same key the last one.
func lastOfEach(change []engine.Record) []engine.Record {
	last := make(map[string]int, len(change))
	for i, record := range change {
		last[record.Key] = i
	}
	if len(last) == len(change) {
		return change
	}
	var left []engine.Record
	for i, record := range change {
		if last[record.Key] == i {
			left = append(left, record)
		}
	}
	return left
}

// Settle implements [engine.Engine]: what Redis has told is as safe as Redis makes it.
func (e *Engine) Settle(context.Context, string, engine.Version) error { return nil }

// Counters implements [engine.Engine].
func (e *Engine) Counters(ctx context.Context, world string) (map[string]uint64, error) {
	var counts map[string]string
	err := e.do(ctx, func(ctx context.Context) (err error) {
		counts, err = e.client.HGetAll(ctx, e.key(world, "counters")).Result()
		return err
	})
	if err != nil {
		return nil, err
	}
	counters := map[string]uint64{}
	for name, count := range counts {
		if counters[name], err = strconv.ParseUint(count, 10, 64); err != nil {
			return nil, e.lose(fmt.Errorf("counter %s: %w", name, err))
		}
	}
	return counters, nil
}

// Worlds implements [engine.Engine].
func (e *Engine) Worlds(ctx context.Context) ([]string, error) {
	var found []string
	err := e.do(ctx, func(ctx context.Context) error {
		names, err := e.client.ZRange(ctx, e.prefix+"worlds", 0, -1).Result()
		if err != nil {
			return err
		}
		exist := make([]*goredis.IntCmd, len(names))
		_, err = e.client.Pipelined(ctx, func(pipeline goredis.Pipeliner) error {
			for i, name := range names {
				exist[i] = pipeline.Exists(ctx, e.key(name, "world"))
			}
			return nil
		})
		found = nil
		for i, name := range names {
			if err == nil && exist[i].Val() > 0 { // others may be dropping it just now
				found = append(found, name)
			}
		}
		return err
	})
	return found, err
}

// Reset implements [engine.Engine].
func (e *Engine) Reset(ctx context.Context, world string) error {
	_, err := e.run(ctx, e.scripts.reset, world, newEpoch(), e.channel(world))
	return err
}

// lostFor is how long it is known that a world that was dropped had entries.
const lostFor = 24 * time.Hour

// Drop implements [engine.Engine].
func (e *Engine) Drop(ctx context.Context, world string) error {
	if _, err := e.run(ctx, e.scripts.drop, world, int(lostFor.Seconds()), e.channel(world)); err != nil {
		return err
	}
	e.touching.Lock()
	delete(e.touched, world)
	e.touching.Unlock()
	return e.do(ctx, func(ctx context.Context) error {
		return e.client.ZRem(ctx, e.prefix+"worlds", world).Err()
	})
}

// touchEvery is how exactly it is known when a world was used last.
const touchEvery = 10 * time.Second

// touch notes in Redis that a world is in use, when it began or was not noted for a while.
func (e *Engine) touch(ctx context.Context, world string, began bool) error {
	now := time.Now()
	e.touching.Lock()
	due := began || now.Sub(e.touched[world]) > touchEvery
	if due {
		e.touched[world] = now
	}
	e.touching.Unlock()
	if !due {
		return nil
	}
	return e.do(ctx, func(ctx context.Context) error {
		score := goredis.Z{Score: float64(now.UnixMilli()), Member: world}
		if err := e.client.ZAdd(ctx, e.prefix+"worlds", score).Err(); err != nil {
			return err
		}
		// Somebody may have emptied Redis, and another sandbox come since.
		return e.agree(ctx)
	})
}

// Check implements [engine.Engine].
func (e *Engine) Check(context.Context) error { return e.availability.Err() }

// Watch implements [engine.Engine].
func (e *Engine) Watch(world string) (news <-chan struct{}, stop func()) {
	return e.newsroom.watch(world, e.channel(world))
}

// Close implements [engine.Engine].
func (e *Engine) Close() error {
	close(e.closing)
	e.newsroom.close()
	err := e.client.Close()
	e.closed.Wait()
	return err
}
