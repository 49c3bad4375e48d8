package redis

import (
	"context"
	"strings"
	"sync"

	goredis "github.com/redis/go-redis/v9"
)

// pipeline sends commands of many requests together: what comes while others are under way goes with the next ones. Of
// 32 clients at once, each costs a third of what it does alone, as most of that is asking the kernel.
type pipeline struct {
	client goredis.UniversalClient

	mutex    sync.Mutex
	waiting  []*sent
	carriers int // how many batches are under way
}

// sent is a command on its way.
type sent struct {
	command *goredis.Cmd
	done    chan struct{} // closed when it has its result
}

const (
	// maxCarriers is how many batches may be under way, so that a slow network keeps nobody waiting for two round trips.
	maxCarriers = 2
	// maxBatch is how many commands go together.
	maxBatch = 100
)

// run runs a script.
func (p *pipeline) run(ctx context.Context, script script, arguments []any) (any, error) {
	result, err := p.do(ctx, append([]any{"evalsha", script.hash}, arguments...))
	if err != nil && strings.HasPrefix(err.Error(), "NOSCRIPT") {
		result, err = p.do(ctx, append([]any{"eval", script.text}, arguments...))
	}
	return result, err
}

// do sends a command and waits for its result.
func (p *pipeline) do(ctx context.Context, command []any) (any, error) {
	one := &sent{goredis.NewCmd(context.Background(), command...), make(chan struct{})}
	p.mutex.Lock()
	switch {
	case p.carriers == 0: // nobody to wait for, nor a goroutine to start
		p.carriers++
		p.mutex.Unlock()
		p.send([]*sent{one})
		p.mutex.Lock()
		p.carryOn()
	case p.carriers < maxCarriers:
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

// send sends commands together.
func (p *pipeline) send(batch []*sent) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
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
	for _, one := range batch {
		close(one.done)
	}
}
