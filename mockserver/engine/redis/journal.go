package redis

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"casemock/mockserver/engine"
)

// Append implements [engine.Engine].
func (e *Engine) Append(ctx context.Context, world string, entry engine.Entry) (uint64, error) {
	answer, again, tag, where := &reply{}, 0, e.newTag(), e.place(world)
	err := e.try(ctx, func(deadline time.Time) (err error) {
		call := where.call(entry.Epoch, entry.Arrival, entry.Text, tag, again,
			e.options.JournalEntries, e.options.JournalBytes, newEpoch(), where.channel)
		for _, counter := range entry.Counters {
			call = append(call, counter)
		}
		again = 1
		answer.value, err = e.pipeline.run(ctx, deadline, e.scripts.append, call)
		return err
	})
	if err != nil {
		return 0, err
	}
	number, began := answer.at(0).number(), answer.at(1).number()
	if answer.err != nil {
		return 0, e.lose(answer.err)
	}
	if began > 0 {
		err = e.touch(ctx, e.place(world), true)
	}
	return number, err
}

// After implements [engine.Engine].
func (e *Engine) After(ctx context.Context, world string, number uint64, most int) ([]engine.Kept, error) {
	return e.entries(ctx, func(ctx context.Context) *goredis.XMessageSliceCmd {
		return e.client.XRangeN(ctx, e.key(world, "journal"), "("+id(number), "+", int64(most))
	})
}

// Before implements [engine.Engine].
func (e *Engine) Before(ctx context.Context, world string, number uint64, most int) ([]engine.Kept, error) {
	if number == 0 {
		return nil, nil
	}
	return e.entries(ctx, func(ctx context.Context) *goredis.XMessageSliceCmd {
		return e.client.XRevRangeN(ctx, e.key(world, "journal"), id(number-1), "-", int64(most))
	})
}

// id is the number of an entry as a stream has it.
func id(number uint64) string { return strconv.FormatUint(number, 10) + "-0" }

// entries asks for entries of a journal.
func (e *Engine) entries(ctx context.Context, ask func(context.Context) *goredis.XMessageSliceCmd) (
	kept []engine.Kept, err error) {
	err = e.do(ctx, func(ctx context.Context) error {
		found, err := ask(ctx).Result()
		kept = make([]engine.Kept, 0, len(found))
		for _, message := range found {
			text, _ := message.Values["text"].(string)
			number, _, _ := strings.Cut(message.ID, "-")
			n, parseErr := strconv.ParseUint(number, 10, 64)
			if parseErr != nil {
				return fmt.Errorf("entry %s of the journal: %w", message.ID, parseErr)
			}
			kept = append(kept, engine.Kept{Number: n, Text: []byte(text)})
		}
		return err
	})
	return kept, err
}

// Journal implements [engine.Engine].
func (e *Engine) Journal(ctx context.Context, world string) (journal engine.Journal, err error) {
	err = e.do(ctx, func(ctx context.Context) error {
		var numbers *goredis.SliceCmd
		var lost *goredis.StringCmd
		var notes *goredis.StringSliceCmd
		_, err := e.client.TxPipelined(ctx, func(pipeline goredis.Pipeliner) error {
			numbers = pipeline.HMGet(ctx, e.key(world, "world"), "newest", "dropped")
			lost = pipeline.Get(ctx, e.key(world, "lost"))
			notes = pipeline.LRange(ctx, e.key(world, "notes"), 0, -1)
			return nil
		})
		if err != nil && !errors.Is(err, goredis.Nil) { // as mostly nothing is lost
			return err
		}
		answer := &reply{value: numbers.Val()}
		journal = engine.Journal{Newest: answer.at(0).number(), Dropped: answer.at(1).number(), Notes: notes.Val()}
		if numbers.Val()[0] == nil {
			journal.Dropped, _ = strconv.ParseUint(lost.Val(), 10, 64)
		}
		return nil
	})
	return journal, err
}

// ClearJournal implements [engine.Engine].
func (e *Engine) ClearJournal(ctx context.Context, world string) error {
	_, err := e.run(ctx, e.scripts.clear, world, e.place(world).channel)
	return err
}

// Forget implements [engine.Engine].
func (e *Engine) Forget(ctx context.Context, world string, numbers []uint64) error {
	for some := range slices.Chunk(numbers, 1000) { // so that nobody waits long for it
		var arguments []any
		for _, number := range some {
			arguments = append(arguments, number)
		}
		if _, err := e.run(ctx, e.scripts.forget, world, arguments...); err != nil {
			return err
		}
	}
	return nil
}

// Note implements [engine.Engine].
func (e *Engine) Note(ctx context.Context, world, text string) error {
	answer, err := e.run(ctx, e.scripts.note, world, text, newEpoch(), engine.MaxNotes)
	if err == nil && answer.number() > 0 {
		err = e.touch(ctx, e.place(world), true)
	}
	return err
}
