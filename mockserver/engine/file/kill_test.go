package file

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"casemock/mockserver/engine"
)

var kills = flag.Int("kills", 10, "how often TestKill kills a process")

// loadVariable names the store that a process of the test's own is to work on until it is killed.
const loadVariable = "CASEMOCK_TEST_LOAD"

func TestMain(m *testing.M) {
	flag.Parse()
	if path := os.Getenv(loadVariable); path != "" {
		load(path)
	}
	os.Exit(m.Run())
}

var killOptions = engine.Options{JournalEntries: 1_000_000}

// load works on a store, and tells its standard output what it has been told, a line for each.
func load(path string) {
	opened, err := Open(path, killOptions)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for i := range 8 {
		go func() {
			world := fmt.Sprint("world", i%2)
			for n := 0; ; n++ {
				loadOnce(opened, world, fmt.Sprintf("%d-%d", os.Getpid(), i), n)
			}
		}()
	}
	select {}
}

// loadOnce is one request as a server does it: mostly it changes something.
func loadOnce(opened *Engine, world, key string, n int) {
	ctx := context.Background()
	arrival, since, err := opened.Arrive(ctx, world, engine.Version{})
	for ok := n%4 == 0; !ok && err == nil; {
		record := engine.Record{Key: key, Value: fmt.Append(nil, n)}
		since, ok, err = opened.Commit(ctx, world, since.Version, []engine.Record{record})
	}
	if err == nil {
		err = opened.Settle(ctx, world, since.Version)
	}
	entry := engine.Entry{Epoch: since.Version.Epoch, Arrival: arrival, Text: []byte(key), Counters: []string{"all"}}
	number, appendErr := opened.Append(ctx, world, entry)
	if err != nil || appendErr != nil {
		fmt.Fprintln(os.Stderr, err, appendErr)
		os.Exit(1)
	}
	fmt.Fprintf(os.Stdout, "%s %s %d %d %d %d\n", world, key, n, number, arrival, since.Version.Number)
}

// TestKill kills a process at any moment, again and again: what it has told is there after that.
func TestKill(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "store")
	told := told{values: map[string]int{}, entries: map[string]map[uint64]string{}, arrivals: map[string]uint64{}}
	for range *kills {
		told.listen(t, path)
		told.compare(t, path)
	}
	t.Logf("%d values, %d entries", len(told.values), len(told.entries["world0"])+len(told.entries["world1"]))
}

// told is what processes have told.
type told struct {
	values   map[string]int               // by world and key
	entries  map[string]map[uint64]string // by world and number
	arrivals map[string]uint64
}

// listen lets a process work for a moment, kills it, and notes what it has told.
func (s *told) listen(t *testing.T, path string) {
	t.Helper()
	process := exec.CommandContext(t.Context(), os.Args[0])
	process.Env = append(os.Environ(), loadVariable+"="+path)
	var output, failure bytes.Buffer
	process.Stdout, process.Stderr = &output, &failure
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	var kill sync.Once
	end := func() { kill.Do(func() { _ = process.Process.Kill() }) }
	defer end()
	time.AfterFunc(time.Duration(20+rand.IntN(150))*time.Millisecond, end)
	_ = process.Wait() // which says that it was killed
	if failure.Len() > 0 {
		t.Fatalf("the process says: %s", &failure)
	}
	lines := strings.Split(output.String(), "\n")
	for _, line := range lines[:len(lines)-1] { // the last one may have been cut
		s.note(t, line)
	}
}

// note reads a line.
func (s *told) note(t *testing.T, line string) {
	t.Helper()
	var world, key string
	var n int
	var number, arrival, version uint64
	if _, err := fmt.Sscanf(line, "%s %s %d %d %d %d", &world, &key, &n, &number, &arrival, &version); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	if n%4 > 0 {
		s.values[world+" "+key] = n
	}
	if s.entries[world] == nil {
		s.entries[world] = map[uint64]string{}
	}
	s.entries[world][number] = key
	s.arrivals[world] = max(s.arrivals[world], arrival)
}

// compare opens the store and looks for what was told.
func (s *told) compare(t *testing.T, path string) {
	t.Helper()
	opened, err := Open(path, killOptions)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	for world := range s.entries {
		s.compareWorld(t, opened, world)
	}
}

func (s *told) compareWorld(t *testing.T, opened *Engine, world string) {
	t.Helper()
	arrival, since, err := opened.Arrive(t.Context(), world, engine.Version{})
	if err != nil || arrival <= s.arrivals[world] {
		t.Errorf("arrival %d of %s comes after %d: %v", arrival, world, s.arrivals[world], err)
	}
	values := map[string]int{}
	for _, record := range since.Records {
		values[world+" "+record.Key], _ = strconv.Atoi(string(record.Value))
	}
	for key, value := range s.values { // what is there may be newer: there was no time to tell
		if strings.HasPrefix(key, world) && values[key] < value {
			t.Errorf("%s is %d, and was told to be %d", key, values[key], value)
		}
	}
	kept, err := opened.After(t.Context(), world, 0, killOptions.JournalEntries)
	found := map[uint64]string{}
	for _, entry := range kept {
		found[entry.Number] = string(entry.Text)
	}
	for number, key := range s.entries[world] {
		if found[number] != key {
			t.Errorf("entry %d of %s is of %q, and was told to be of %s: %v", number, world, found[number], key, err)
		}
	}
	if counts, err := opened.Counters(t.Context(), world); counts["all"] != uint64(len(kept)) {
		t.Errorf("%s has %d entries, and counts %d: %v", world, len(kept), counts["all"], err)
	}
}
