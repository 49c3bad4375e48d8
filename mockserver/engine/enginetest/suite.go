package enginetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"casemock/mockserver/engine"
)

// Opener opens a store, as one process does.
type Opener func(engine.Options) (engine.Engine, error)

// Kind is an engine as the suite sees it.
type Kind struct {
	// New makes an empty store, of which the test's end leaves nothing.
	New func(t *testing.T) Opener
	// Shared says that several processes may have a store open at once.
	Shared bool
}

// options are those of most tests.
var options = engine.Options{JournalEntries: 100, Fingerprint: engine.Fingerprint{"--seed": "1"}}

// Run checks that a kind of engine does what [engine.Engine] says.
func Run(t *testing.T, kind Kind) {
	tests := map[string]func(*tester){
		"a change to what is known is made":      changesAreCommitted,
		"a change to what is not known is not":   changesMustKnowTheWorld,
		"the whole world":                        wholeWorlds,
		"records of any kind":                    anyRecords,
		"large changes":                          largeChanges,
		"arrivals":                               arrivals,
		"looking makes no world":                 lookingMakesNoWorld,
		"journal":                                journals,
		"journal bounds":                         journalBounds,
		"no journal":                             noJournal,
		"entries of what is gone":                entriesOfWhatIsGone,
		"notes":                                  notes,
		"counters":                               counters,
		"watching":                               watching,
		"reset":                                  resets,
		"reset to records":                       resetsToRecords,
		"drop":                                   drops,
		"worlds":                                 worlds,
		"worlds do not touch each other":         worldsAreApart,
		"changes at once":                        changesAtOnce,
		"arrivals and entries at once":           arrivalsAtOnce,
		"exchanges":                              exchangesAreConcluded,
		"exchanges rest on another world":        exchangesRestOnAnotherWorld,
		"exchanges of what is gone":              exchangesOfWhatIsGone,
		"exchanges at once":                      exchangesAtOnce,
		"a context that is done":                 doneContexts,
		"what is closed is kept":                 reopening,
		"misfits are refused":                    misfits,
		"a store may be reset when it is opened": resettingStores,
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(&tester{T: t, kind: kind, opener: kind.New(t)})
		})
	}
}

// tester is a test of the suite with its own store.
type tester struct {
	*testing.T
	kind   Kind
	opener Opener
}

// open opens the store until the test ends, or it is closed.
func (t *tester) open(options engine.Options) engine.Engine {
	t.Helper()
	opened, err := t.opener(options)
	if err != nil {
		t.Fatal("open:", err)
	}
	once := &closedOnce{Engine: opened}
	t.Cleanup(func() {
		if err := once.Close(); err != nil {
			t.Error("close:", err)
		}
	})
	return once
}

// processes are some that have the store open: the same one, where only one process may.
func (t *tester) processes(number int) []engine.Engine {
	t.Helper()
	opened := []engine.Engine{t.open(options)}
	for len(opened) < number {
		if t.kind.Shared {
			opened = append(opened, t.open(options))
		} else {
			opened = append(opened, opened[0])
		}
	}
	return opened
}

// closedOnce is an engine that may be closed again.
type closedOnce struct {
	engine.Engine
	closed bool
}

func (c *closedOnce) Close() error {
	if c.closed {
		return nil
	}
	c.closed = true
	return c.Engine.Close()
}

// copied is what a process knows of a world.
type copied struct {
	*tester
	engine  engine.Engine
	world   string
	version engine.Version
	records map[string]string
}

func (t *tester) copyOf(from engine.Engine, world string) *copied {
	return &copied{tester: t, engine: from, world: world, records: map[string]string{}}
}

// apply brings the copy up to date.
func (c *copied) apply(since engine.Changes) {
	if since.Whole {
		c.records = map[string]string{}
	}
	for _, record := range since.Records {
		if record.Value == nil {
			delete(c.records, record.Key)
		} else {
			c.records[record.Key] = string(record.Value)
		}
	}
	c.version = since.Version
}

// commit tries to make a change of texts such as "key=value" and "key", which is gone then.
func (c *copied) commit(change ...string) bool {
	c.Helper()
	since, ok, err := c.engine.Commit(c.Context(), c.world, c.version, recordsOf(change))
	if err != nil {
		c.Fatal("commit:", err)
	}
	c.apply(since)
	if ok {
		for _, record := range recordsOf(change) {
			c.apply(engine.Changes{Version: since.Version, Records: []engine.Record{record}})
		}
		if err := c.engine.Settle(c.Context(), c.world, c.version); err != nil {
			c.Fatal("settle:", err)
		}
	}
	return ok
}

// mustCommit makes a change that nobody is in the way of.
func (c *copied) mustCommit(change ...string) {
	c.Helper()
	if !c.commit(change...) {
		c.Fatalf("%v was not committed", change)
	}
}

func recordsOf(change []string) []engine.Record {
	var records []engine.Record
	for _, text := range change {
		key, value, ok := strings.Cut(text, "=")
		record := engine.Record{Key: key}
		if ok {
			record.Value = []byte(value)
		}
		records = append(records, record)
	}
	return records
}

// read brings the copy up to date, and returns what was told.
func (c *copied) read() engine.Changes {
	c.Helper()
	since, err := c.engine.Read(c.Context(), c.world, c.version)
	if err != nil {
		c.Fatal("read:", err)
	}
	c.apply(since)
	return since
}

// arrive brings the copy up to date, and returns the arrival's number.
func (c *copied) arrive() uint64 {
	c.Helper()
	arrival, since, err := c.engine.Arrive(c.Context(), c.world, c.version)
	if err != nil {
		c.Fatal("arrive:", err)
	}
	c.apply(since)
	return arrival
}

// has checks what the copy holds, as texts key=value.
func (c *copied) has(want ...string) {
	c.Helper()
	got := []string{}
	for key, value := range c.records {
		got = append(got, key+"="+value)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		c.Errorf("got records %q, want %q", got, want)
	}
}

// append writes an entry, and returns its number.
func (c *copied) append(entry engine.Entry) uint64 {
	c.Helper()
	number, err := c.engine.Append(c.Context(), c.world, entry)
	if err != nil {
		c.Fatal("append:", err)
	}
	return number
}

// entry is one of the world and the text.
func (c *copied) entry(text string) engine.Entry {
	return engine.Entry{Epoch: c.version.Epoch, Text: []byte(text)}
}

// entries checks which entries are kept, as texts number:text, both ways.
func (c *copied) entries(want ...string) {
	c.Helper()
	var rising, falling []string
	for _, kept := range must(c.engine.After(c.Context(), c.world, 0, 1000))(c.T) {
		rising = append(rising, fmt.Sprintf("%d:%s", kept.Number, kept.Text))
	}
	for _, kept := range must(c.engine.Before(c.Context(), c.world, 1<<63, 1000))(c.T) {
		falling = append(falling, fmt.Sprintf("%d:%s", kept.Number, kept.Text))
	}
	slices.Reverse(falling)
	if !slices.Equal(rising, want) || !slices.Equal(falling, want) {
		c.Errorf("got entries %q, from the end %q, want %q", rising, falling, want)
	}
}

// journal is what is said of the journal.
func (c *copied) journal() engine.Journal {
	c.Helper()
	return must(c.engine.Journal(c.Context(), c.world))(c.T)
}

// must is a value that there is no error with.
func must[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// check fails the test when something else than nil came.
func (t *tester) check(err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// equal fails the test where two values differ.
func equal[T comparable](t *tester, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// within waits until something is so.
func (t *tester) within(news <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-news:
	case <-time.After(10 * time.Second):
		t.Fatalf("nobody told of %s", what)
	}
}

// done is a context that is.
func done(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	return ctx
}
