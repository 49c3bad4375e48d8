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
	isCluster    bool // of several nodes, and no script sees the keys of worlds that are on different ones
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

	mutex  sync.Mutex
	places map[string]*place // where worlds are, of those that were used
}

// newTag is one that nobody else uses.
func (e *Engine) newTag() string { return e.process + strconv.FormatUint(e.tags.Add(1), 36) }

// newEpoch is one that no world has had.
func newEpoch() string { return rand.Text()[:12] }

// run runs a script on a world.
func (e *Engine) run(ctx context.Context, script script, world string, arguments ...any) (*reply, error) {
	answer, call := &reply{}, e.place(world).call(arguments...)
	err := e.try(ctx, func(deadline time.Time) (err error) {
		answer.value, err = e.pipeline.run(ctx, deadline, script, call)
		return err
	})
	return answer, err
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
	return arrival, since, e.meet(ctx, e.place(world), began > 0, since)
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
	return since, e.know(ctx, since)
}

// Commit implements [engine.Engine].
func (e *Engine) Commit(ctx context.Context, world string, known engine.Version, change []engine.Record) (
	engine.Changes, bool, error) {
	arguments := appendRecords([]any{known.Epoch, known.Number, known.Tag, newEpoch(), e.newTag()}, change)
	answer, err := e.run(ctx, e.scripts.commit, world, arguments...)
	if err != nil {
		return engine.Changes{}, false, err
	}
	ok, began, since := answer.at(0).number(), answer.at(1).number(), answer.at(2).changes()
	if answer.err != nil {
		return engine.Changes{}, false, e.lose(answer.err)
	}
	return since, ok > 0, e.meet(ctx, e.place(world), began > 0, since)
}

// appendRecords appends records to the arguments of a script: how many are set, these, and those that go.
func appendRecords(arguments []any, change []engine.Record) []any {
	set, gone := []any{}, []any{}
	for _, record := range lastOfEach(change) {
		if record.Value == nil {
			gone = append(gone, record.Key)
		} else {
			set = append(set, record.Key, record.Value)
		}
	}
	return slices.Concat(arguments, []any{len(set) / 2}, set, gone)
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
func (e *Engine) Reset(ctx context.Context, world string, records ...engine.Record) error {
	where := e.place(world)
	arguments := []any{newEpoch(), where.channel, e.newTag()}
	_, err := e.run(ctx, e.scripts.reset, world, appendRecords(arguments, records)...)
	if err == nil && len(records) > 0 {
		err = e.touch(ctx, where, true)
	}
	return err
}

// lostFor is how long it is known that a world that was dropped had entries.
const lostFor = 24 * time.Hour

// Drop implements [engine.Engine].
func (e *Engine) Drop(ctx context.Context, world string) error {
	if _, err := e.run(ctx, e.scripts.drop, world, int(lostFor.Seconds()), e.place(world).channel); err != nil {
		return err
	}
	e.leave(world)
	return e.do(ctx, func(ctx context.Context) error {
		return e.client.ZRem(ctx, e.prefix+"worlds", world).Err()
	})
}

// Check implements [engine.Engine].
func (e *Engine) Check(context.Context) error { return e.availability.Err() }

// Watch implements [engine.Engine].
func (e *Engine) Watch(world string) (news <-chan struct{}, stop func()) {
	return e.newsroom.watch(world, e.place(world).channel)
}

// Close implements [engine.Engine].
func (e *Engine) Close() error {
	close(e.closing)
	e.newsroom.close()
	err := e.client.Close()
	e.closed.Wait()
	return err
}
