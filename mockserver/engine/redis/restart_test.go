package redis

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/redistest"
)

var testOptions = engine.Options{JournalEntries: 100_000, Fingerprint: engine.Fingerprint{"--seed": "1"}}

// mustOpen opens a store until the test ends.
func mustOpen(t *testing.T, address string, options engine.Options) *Engine {
	t.Helper()
	opened, err := Open(t.Context(), address, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = opened.Close() }) // of which a Redis that is killed may make an error
	return opened
}

// reports are what an engine has reported.
type reports chan error

func (r reports) options() engine.Options {
	options := testOptions
	options.Report = func(unavailable error) { r <- unavailable }
	return options
}

// TestUnavailable takes Redis away and brings it back.
func TestUnavailable(t *testing.T) {
	t.Parallel()
	// With less than always, Redis may answer before it has written.
	server := redistest.Start(t, "--appendonly", "yes", "--appendfsync", "always")
	told := make(reports, 100)
	opened := mustOpen(t, server.URL(), told.options())
	_, since, err := opened.Arrive(t.Context(), "w", engine.Version{})
	if err != nil {
		t.Fatal(err)
	}
	news, stop := opened.Watch("w")
	defer stop()

	server.Kill()
	for range 3 {
		_, _, err = opened.Arrive(t.Context(), "w", since.Version)
		if !errors.Is(err, engine.ErrUnavailable) || !errors.Is(opened.Check(t.Context()), engine.ErrUnavailable) {
			t.Errorf("without Redis, got %v", err)
		}
	}
	if lost := <-told; lost == nil || len(told) > 0 {
		t.Errorf("told %v, and %d more", lost, len(told))
	}
	server.Restart(t)
	if back := <-told; back != nil {
		t.Errorf("told %v when Redis was back", back)
	}
	for len(news) > 0 {
		<-news
	}
	arrival, _, err := opened.Arrive(t.Context(), "w", since.Version)
	if err != nil || arrival < 2 {
		t.Errorf("with Redis back, got arrival %d, %v", arrival, err)
	}
	if _, err := opened.Append(t.Context(), "w", engine.Entry{Text: []byte("x")}); err != nil {
		t.Error(err)
	}
	<-news
}

// TestRestarts kills Redis under load, again and again: what it keeps, nobody loses, and nothing is done twice.
func TestRestarts(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t, "--appendonly", "yes", "--appendfsync", "always")
	address := server.URL()
	ctx, cancel := context.WithCancel(t.Context())
	var working sync.WaitGroup
	clients := make([]*client, 6)
	for i := range clients {
		clients[i] = &client{name: fmt.Sprint(i), engine: mustOpen(t, address, testOptions), steps: make(chan struct{}, 1)}
		working.Go(func() { clients[i].work(ctx) })
	}
	for range 4 {
		for range 20 { // so that it is killed while it works
			<-clients[0].steps
		}
		server.Kill()
		server.Restart(t)
	}
	cancel()
	working.Wait()
	compare(t, mustOpen(t, address, testOptions), clients)
}

// client changes a world, and notes what it was told.
type client struct {
	name   string
	engine *Engine
	steps  chan struct{} // tells that it goes on

	told    []string          // what it has written into the record that all write to
	entries map[uint64]string // of the journal
	unsure  int               // how often it was told neither that it was done nor that it was not
}

func (c *client) work(ctx context.Context) {
	log, version := "", engine.Version{}
	for n := 0; ctx.Err() == nil; n++ {
		line := fmt.Sprintf(" %s.%d", c.name, n)
		for {
			change := []engine.Record{{Key: "log", Value: []byte(log + line)}}
			since, ok, err := c.write(ctx, version, change, strings.TrimSpace(line), n%2 == 1)
			if err != nil {
				c.unsure++
				break
			}
			version = since.Version
			if ok {
				log += line
				break
			}
			log = ""
			for _, record := range since.Records {
				log = string(record.Value)
			}
		}
	}
}

// write makes a change and writes an entry, in one step or in two.
func (c *client) write(ctx context.Context, version engine.Version, change []engine.Record, line string, atOnce bool) (
	since engine.Changes, ok bool, err error) {
	entry := engine.Entry{Text: []byte(line), Counters: []string{"all"}}
	var number uint64
	if atOnce {
		number, since, err = c.engine.Conclude(ctx, "w", engine.Exchange{Known: version, Records: change, Entry: entry,
			Beside: "other"})
		ok = number > 0
	} else {
		since, ok, err = c.engine.Commit(ctx, "w", version, change)
	}
	if err != nil || !ok {
		return since, ok, err
	}
	c.told = append(c.told, line)
	if !atOnce {
		if number, err = c.engine.Append(ctx, "w", entry); err != nil {
			c.unsure++
			return since, ok, nil
		}
	}
	c.note(number, line)
	return since, ok, nil
}

// note remembers an entry that was written.
func (c *client) note(number uint64, line string) {
	if c.entries == nil {
		c.entries = map[uint64]string{}
	}
	c.entries[number] = line
	select {
	case c.steps <- struct{}{}:
	default:
	}
}

// compare looks for what the clients were told.
func compare(t *testing.T, opened *Engine, clients []*client) {
	t.Helper()
	since, err := opened.Read(t.Context(), "w", engine.Version{})
	if err != nil || len(since.Records) != 1 {
		t.Fatalf("got %v, %v", since, err)
	}
	lines := strings.Fields(string(since.Records[0].Value))
	sorted := slices.Sorted(slices.Values(lines))
	if distinct := slices.Compact(slices.Clone(sorted)); len(distinct) < len(lines) {
		t.Errorf("%d lines were written twice", len(lines)-len(distinct))
	}
	kept, err := opened.After(t.Context(), "w", 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	entries := map[uint64]string{}
	for _, entry := range kept {
		entries[entry.Number] = string(entry.Text)
	}
	told, unsure := 0, 0
	for _, client := range clients {
		for _, line := range client.told {
			if _, found := slices.BinarySearch(sorted, line); !found {
				t.Errorf("line %s is lost", line)
			}
		}
		for number, line := range client.entries {
			if entries[number] != line {
				t.Errorf("entry %d is %q, and was told to be %s", number, entries[number], line)
			}
		}
		told, unsure = told+len(client.told), unsure+client.unsure
	}
	if counts, err := opened.Counters(t.Context(), "w"); err != nil || counts["all"] != uint64(len(kept)) {
		t.Errorf("%d entries are kept, %d are counted: %v", len(kept), counts["all"], err)
	}
	if len(lines) > told+unsure || len(kept) > told+unsure {
		t.Errorf("%d lines and %d entries are there, of %d told and %d unsure ones", len(lines), len(kept), told, unsure)
	}
	t.Logf("%d changes told, %d unsure", told, unsure)
}

// TestLostChanges lets Redis lose its last changes, and others make as many.
func TestLostChanges(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	address := server.URL()
	here, there := mustOpen(t, address, testOptions), mustOpen(t, address, testOptions)
	version := commit(t, here, engine.Version{}, "a=1", "b=1")
	if err := here.client.Save(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
	lost := commit(t, here, commit(t, here, version, "a=lost"), "a=lost, too")

	server.Kill()
	server.Restart(t)
	since := readAll(t, there, version)
	if since.Version != version {
		t.Fatalf("Redis has lost nothing: %v", since)
	}
	for i := range 3 {
		since := readAll(t, here, lost)
		if !since.Whole || len(since.Records) != 2 {
			t.Errorf("who knows what is lost is told %v", since)
		}
		if _, ok, err := here.Commit(t.Context(), "w", lost, nil); ok || err != nil {
			t.Errorf("who knows what is lost may change it: %v", err)
		}
		version = commit(t, there, version, fmt.Sprint("b=", i))
	}
}

// TestEmptied lets Redis lose everything.
func TestEmptied(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	address := server.URL()
	here := mustOpen(t, address, testOptions)
	version := commit(t, here, engine.Version{}, "a=1")
	server.Kill()
	server.Restart(t)
	if since := readAll(t, here, version); !since.Whole || len(since.Records) > 0 {
		t.Errorf("got %v", since)
	}
	commit(t, here, engine.Version{}, "a=2")
	other := testOptions
	other.Fingerprint = engine.Fingerprint{"--seed": "2"}
	var misfit *engine.MisfitError
	if _, err := Open(t.Context(), address, other); !errors.As(err, &misfit) {
		t.Errorf("a misfit is told %v", err)
	}
}

// TestForgottenScripts are sent again.
func TestForgottenScripts(t *testing.T) {
	t.Parallel()
	opened := mustOpen(t, redistest.Start(t).URL(), testOptions)
	known := commit(t, opened, engine.Version{}, "a=1")
	for range 3 {
		if err := opened.client.ScriptFlush(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
		var concluding sync.WaitGroup
		for range 10 {
			concluding.Go(func() {
				number, _, err := opened.Conclude(t.Context(), "w", engine.Exchange{Known: known, Beside: "other"})
				if number == 0 || err != nil {
					t.Errorf("got number %d, %v", number, err)
				}
			})
		}
		concluding.Wait()
	}
}

// TestTakenOver lets another sandbox take the store, and begin worlds of the same name: nobody mixes the two.
func TestTakenOver(t *testing.T) {
	t.Parallel()
	for name, ask := range map[string]func(opened *Engine, known engine.Version) error{
		"a look": func(opened *Engine, known engine.Version) error {
			_, err := opened.Read(t.Context(), "w", known)
			return err
		},
		"an arrival": func(opened *Engine, known engine.Version) error {
			_, _, err := opened.Arrive(t.Context(), "w", known)
			return err
		},
		"a change": func(opened *Engine, known engine.Version) error {
			_, _, err := opened.Commit(t.Context(), "w", known, []engine.Record{{Key: "a", Value: []byte("3")}})
			return err
		},
		"an exchange": func(opened *Engine, known engine.Version) error {
			_, _, err := opened.Conclude(t.Context(), "w", engine.Exchange{Known: known, Beside: "other"})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := redistest.Start(t).URL()
			here := mustOpen(t, address, testOptions)
			known := commit(t, here, engine.Version{}, "a=1")
			others := testOptions
			others.Fingerprint, others.Reset = engine.Fingerprint{"--seed": "2"}, true
			other := mustOpen(t, address, others)
			commit(t, other, engine.Version{}, "a=2")
			var misfit *engine.MisfitError
			if err := ask(here, known); !errors.Is(err, engine.ErrUnavailable) || !errors.As(err, &misfit) {
				t.Errorf("got %v", err)
			}
			if since := readAll(t, other, engine.Version{}); string(since.Records[0].Value) != "2" {
				t.Errorf("the other sandbox has %v", since)
			}
		})
	}
}

func commit(t *testing.T, from *Engine, version engine.Version, change ...string) engine.Version {
	t.Helper()
	var records []engine.Record
	for _, text := range change {
		key, value, _ := strings.Cut(text, "=")
		records = append(records, engine.Record{Key: key, Value: []byte(value)})
	}
	since, ok, err := from.Commit(t.Context(), "w", version, records)
	if !ok || err != nil {
		t.Fatalf("%v was not committed: %v, %v", change, since, err)
	}
	return since.Version
}

func readAll(t *testing.T, from *Engine, version engine.Version) engine.Changes {
	t.Helper()
	since, err := from.Read(t.Context(), "w", version)
	if err != nil {
		t.Fatal(err)
	}
	return since
}
