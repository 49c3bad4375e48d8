package redis

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	goredis "github.com/redis/go-redis/v9"
)

// pipeline sends commands of many requests together: what comes while others are under way goes with the next ones. Of
// 32 clients at once, each costs a third of what it does alone, as most of that is asking the kernel.
type pipeline struct {
	client goredis.UniversalClient

	mutex    sync.Mutex
	waiting  []*sent
	carriers int           // how many batches are under way
	trip     time.Duration // how long the shortest one was of late: others may have waited for a processor
}

// sent is a command on its way.
type sent struct {
	command  *goredis.Cmd
	deadline time.Time
	done     chan struct{} // closed when it has its result
}

const (
	// near is how long a round trip takes at most to a Redis that is near.
	near = 2 * time.Millisecond
	// maxCarriers is how many batches may be under way to one that is not, so that nobody waits for two round trips.
	// With more than one, batches are smaller, and each command costs a fifth more (BenchmarkConclude).
	maxCarriers = 4
	// maxBatch is how many commands go together.
	maxBatch = 100
)

// run runs a script, and has its result or an error when the deadline is over. The command is that of a call, see
// [place.call].
func (p *pipeline) run(ctx context.Context, deadline time.Time, script script, call []any) (any, error) {
	call[0], call[1] = "evalsha", script.hash
	result, err := p.do(ctx, deadline, call)
	if err != nil && strings.HasPrefix(err.Error(), "NOSCRIPT") {
		call = slices.Clone(call) // as who has left may have left it here
		call[0], call[1] = "eval", script.text
		result, err = p.do(ctx, deadline, call)
	}
	return result, err
}

// do sends a command and waits for its result.
func (p *pipeline) do(ctx context.Context, deadline time.Time, command []any) (any, error) {
	one := &sent{goredis.NewCmd(context.Background(), command...), deadline, make(chan struct{})}
	p.mutex.Lock()
	switch {
	case p.carriers == 0: // nobody to wait for, nor a goroutine to start
		p.carriers++
		p.mutex.Unlock()
		p.send([]*sent{one})
		p.mutex.Lock()
		p.carryOn()
	case p.trip > near && p.carriers < maxCarriers:
		p.carriers++
		p.waiting = append(p.waiting, one)
		p.carryOn()
	default:
		p.waiting = append(p.waiting, one)
	}
	p.mutex.Unlock()
	select {
	case <-one.done:
		return one.command.Result()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// carryOn lets somebody else send what waits, or counts a carrier less, with the lock held.
func (p *pipeline) carryOn() {
	if len(p.waiting) == 0 {
		p.carriers--
		return
	}
	go p.carry()
}

// carry sends what waits, until nothing does.
func (p *pipeline) carry() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for len(p.waiting) > 0 {
		batch := p.waiting[:min(maxBatch, len(p.waiting))]
		p.waiting = p.waiting[len(batch):]
		p.mutex.Unlock()
		p.send(batch)
		p.mutex.Lock()
	}
	p.carriers--
}

// send sends commands together. The first one has waited longest.
func (p *pipeline) send(batch []*sent) {
	begun := time.Now()
	ctx, cancel := context.WithDeadline(context.Background(), batch[0].deadline)
	defer cancel()
	// Each command has its own error.
	if len(batch) == 1 {
		_ = p.client.Process(ctx, batch[0].command)
	} else {
		together := p.client.Pipeline()
		for _, one := range batch {
			_ = together.Process(ctx, one.command)
		}
		_, _ = together.Exec(ctx)
	}
	p.mutex.Lock()
	p.trip = min(time.Since(begun), p.trip+p.trip/16+time.Microsecond)
	p.mutex.Unlock()
	for _, one := range batch {
		close(one.done)
	}
}
