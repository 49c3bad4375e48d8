package redis

import (
	"context"
	"slices"
	"strconv"
	"time"

	"casemock/mockserver/engine"
)

// Conclude implements [engine.Engine].
func (e *Engine) Conclude(ctx context.Context, world string, exchange engine.Exchange) (
	number uint64, since engine.Changes, err error) {
	where := e.place(world)
	if e.isCluster {
		// The world beside may be on another node.
		beside, err := e.Read(ctx, exchange.Beside, exchange.BesideKnown)
		if err != nil || beside.Version != exchange.BesideKnown {
			return 0, engine.Changes{Version: exchange.Known}, err
		}
	}
	answer, err := e.conclude(ctx, where, exchange)
	if err != nil {
		return 0, engine.Changes{}, err
	}
	number = answer.at(0).number()
	since.Version = exchange.Known
	switch {
	case number == 0:
		since = answer.at(1).changes()
	case len(exchange.Records) > 0:
		since.Version.Number, since.Version.Tag = answer.at(1).number(), answer.tag
	}
	if answer.err != nil {
		return 0, engine.Changes{}, e.lose(answer.err)
	}
	return number, since, e.meet(ctx, where, false, since)
}

// conclude runs the script.
func (e *Engine) conclude(ctx context.Context, where *place, exchange engine.Exchange) (*reply, error) {
	answer := &reply{tag: e.newTag()}
	call := append(make([]any, 0, 32), where.keys...)
	if !e.isCluster {
		call[2] = len(keyNames) + 1
		call = append(call, e.place(exchange.Beside).hash)
	}
	again, entry := len(call)+3, exchange.Entry
	call = append(call, versionText(exchange.Known), versionText(exchange.BesideKnown), answer.tag, 0,
		entry.Text, e.options.JournalEntries, e.options.JournalBytes, where.channel, len(entry.Counters))
	for _, counter := range entry.Counters {
		call = append(call, counter)
	}
	if len(exchange.Records) > 0 {
		call = appendRecords(call, exchange.Records)
	}
	err := e.try(ctx, func(deadline time.Time) (err error) {
		answer.value, err = e.pipeline.run(ctx, deadline, e.scripts.conclude, call)
		if err != nil { // what was sent may not be sent yet
			call = slices.Clone(call)
			call[again] = 1
		}
		return err
	})
	return answer, err
}

// versionText is a version as the script reads it.
func versionText(version engine.Version) string {
	return version.Epoch + " " + strconv.FormatUint(version.Number, 10) + " " + version.Tag
}
