package redis

import (
	"context"
	"errors"
	"net"
	"strings"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"casemock/mockserver/engine"
)

const (
	// patience is how long the engine tries to do a thing before it says that Redis is not available.
	patience = 2 * time.Second
	// pause is how long it waits before it tries again.
	pause = 20 * time.Millisecond
	// probeEvery is how often it finds out whether Redis is back.
	probeEvery = 200 * time.Millisecond
)

// do does a thing that may be done again, as it has to be when a connection breaks before the answer is there.
func (e *Engine) do(ctx context.Context, thing func(context.Context) error) error {
	return e.try(ctx, func(deadline time.Time) error {
		bounded, cancel := context.WithDeadline(ctx, deadline)
		defer cancel()
		return thing(bounded)
	})
}

// try is [Engine.do] for a thing that sees to it by itself that it ends at its deadline: a context for each thing
// would be a tenth of what it costs.
func (e *Engine) try(ctx context.Context, thing func(deadline time.Time) error) error {
	if err := e.availability.Err(); err != nil {
		return err
	}
	deadline := time.Now().Add(patience)
	for {
		err := thing(deadline)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if !passes(err) || time.Until(deadline) < pause || !wait(ctx, pause) {
			return e.lose(err)
		}
	}
}

// wait waits, and reports whether the context still allows that.
func wait(ctx context.Context, pause time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(pause):
		return true
	}
}

// passes reports whether what an error tells of may pass by itself soon: a connection that is broken or cannot be made,
// a Redis that starts, or one that others are about to replace.
func passes(err error) bool {
	var misfit *engine.MisfitError
	var unsuited unsuitedError
	if errors.As(err, &misfit) || errors.As(err, &unsuited) {
		return false
	}
	var network net.Error
	if errors.As(err, &network) || !isAnswer(err) {
		return !errors.Is(err, context.DeadlineExceeded)
	}
	for _, kind := range []string{"LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "ERR max number of"} {
		if strings.HasPrefix(err.Error(), kind) {
			return true
		}
	}
	return false
}

// isAnswer reports whether an error is one that Redis has answered.
func isAnswer(err error) bool {
	var answer goredis.Error
	return errors.As(err, &answer)
}

// lose says that the engine cannot be used, and begins to find out when it can be again.
func (e *Engine) lose(reason error) error {
	err := e.availability.Lose(reason)
	if e.probing.CompareAndSwap(false, true) {
		e.closed.Go(e.probe)
	}
	return err
}

// probe waits until Redis takes what is written to it, and is that of this sandbox.
func (e *Engine) probe() {
	defer e.probing.Store(false)
	for {
		select {
		case <-e.closing:
			return
		case <-time.After(probeEvery):
		}
		if e.usable(context.Background()) == nil {
			e.availability.Regain()
			e.newsroom.tellAll()
			return
		}
	}
}

// usable is an error where Redis cannot be used.
func (e *Engine) usable(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := e.client.Set(ctx, e.prefix+"probe", "", time.Minute).Err(); err != nil {
		return err
	}
	return e.agree(ctx)
}
