package redis

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/redistest"
)

// BenchmarkConclude is what a read through Redis costs this process, of 16 clients at once, in processor time; beside
// it is what it costs to run a script that does nothing, one for each client, and so what go-redis takes.
func BenchmarkConclude(b *testing.B) {
	server := redistest.Start(b)
	opened, err := Open(b.Context(), server.URL(), testOptions)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = opened.Close() })
	_, since, err := opened.Arrive(b.Context(), "w", engine.Version{})
	if err != nil {
		b.Fatal(err)
	}
	entry := engine.Entry{Text: []byte(strings.Repeat("x", 1500)), Counters: []string{"lookupCase/200"}}
	b.Run("conclude", func(b *testing.B) {
		atOnce(b, func(ctx context.Context) error {
			_, _, err := opened.Conclude(ctx, "w", engine.Exchange{Known: since.Version, Beside: "*", Entry: entry})
			return err
		})
	})
	nothing := goredis.NewScript("return 1")
	b.Run("nothing", func(b *testing.B) {
		atOnce(b, func(ctx context.Context) error {
			return nothing.Run(ctx, opened.client, nil, entry.Text).Err()
		})
	})
}

// atOnce does a thing as often as the benchmark wants, by 16 at once.
func atOnce(b *testing.B, thing func(context.Context) error) {
	b.ReportAllocs()
	before := processorTime(b)
	var done atomic.Int64
	var working sync.WaitGroup
	for range 16 {
		working.Go(func() {
			for done.Add(1) <= int64(b.N) {
				if err := thing(b.Context()); err != nil {
					b.Error(err)
				}
			}
		})
	}
	working.Wait()
	b.ReportMetric(float64((processorTime(b)-before).Nanoseconds())/1000/float64(b.N), "cpu-µs/op")
}

// processorTime is what the process has used so far.
func processorTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
