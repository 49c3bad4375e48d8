package redis

import (
	"strings"
	"testing"
	"time"

	"casemock/mockserver/engine/redistest"
)

// TestFarRedisIsAskedAtOnce holds that nobody waits for the batch of others where round trips are long.
func TestFarRedisIsAskedAtOnce(t *testing.T) {
	t.Parallel()
	opened := mustOpen(t, redistest.Start(t).URL(), testOptions)
	far := &pipeline{client: opened.client, trip: time.Hour}
	deadline := time.Now().Add(time.Minute)
	first := make(chan error, 1)
	go func() {
		_, err := far.do(t.Context(), deadline, []any{"blpop", "list", 0})
		first <- err
	}()
	for info := ""; !strings.Contains(info, "blocked_clients:1"); { // nobody tells when it waits
		var err error
		if info, err = opened.client.Info(t.Context(), "clients").Result(); err != nil {
			t.Fatal(err)
		}
	}
	if answer, err := far.do(t.Context(), deadline, []any{"ping"}); answer != "PONG" || err != nil || len(first) > 0 {
		t.Fatalf("got %v, %v", answer, err)
	}
	if err := opened.client.RPush(t.Context(), "list", "x").Err(); err != nil {
		t.Fatal(err)
	}
	if err := <-first; err != nil {
		t.Error(err)
	}
}
