package mockserver

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// crowd is a server whose journals are looked at, and the clients of its worlds.
type crowd struct {
	*Server
	t *testing.T
}

func newCrowd(t *testing.T, options ...Option) crowd {
	t.Helper()
	server, err := New(options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	server.journals.spare = 0 // which leaves the tests to count entries
	return crowd{server, t}
}

// ask sends a request that is right.
func (c crowd) ask(world, method, path string) *httptest.ResponseRecorder {
	c.t.Helper()
	request := httptest.NewRequest(method, "http://127.0.0.1"+path, nil)
	request.Header.Set("Authorization", DefaultKey+"/"+world)
	recorder := httptest.NewRecorder()
	c.ServeHTTP(recorder, request)
	if recorder.Code/100 != 2 {
		c.t.Errorf("%s %s in world %s: %d %s", method, path, world, recorder.Code, recorder.Body)
	}
	return recorder
}

// lookUp asks for the same case in one world after the other. Each time takes as much of a journal, but for
// the first, whose body is not yet one that the server remembers.
func (c crowd) lookUp(worlds ...string) {
	c.t.Helper()
	for _, world := range worlds {
		c.ask(world, http.MethodGet, "/case/1001")
	}
}

// admin calls the admin API about a world.
func (c crowd) admin(world, method, endpoint string) *httptest.ResponseRecorder {
	c.t.Helper()
	if world != "" {
		endpoint += "?world=" + world
	}
	return c.ask(world, method, AdminPath+endpoint)
}

// told is what the admin API tells of a journal: the numbers of what it keeps, the newest first, and how many
// it has dropped.
type told struct {
	Kept    []uint64
	Dropped uint64
}

func (c crowd) wantJournals(want map[string]told) {
	c.t.Helper()
	got := map[string]told{}
	for world := range want {
		var list struct {
			Requests []struct{ N uint64 }
			Dropped  uint64
		}
		body := c.admin(world, http.MethodGet, "requests").Body
		if err := json.NewDecoder(body).Decode(&list); err != nil {
			c.t.Fatal(err)
		}
		journal := told{Dropped: list.Dropped}
		for _, request := range list.Requests {
			journal.Kept = append(journal.Kept, request.N)
		}
		got[world] = journal
	}
	if diff := cmp.Diff(want, got); diff != "" {
		c.t.Errorf("the journals (-want +got):\n%s", diff)
	}
}

// bytes is what the metrics say of the journals.
func (c crowd) bytes() int64 {
	c.t.Helper()
	metrics := c.admin("", http.MethodGet, "metrics").Body.String()
	_, after, _ := strings.Cut(metrics, "\ncasemock_journal_bytes ")
	number, _, _ := strings.Cut(after, "\n")
	bytes, err := strconv.ParseFloat(number, 64)
	if err != nil {
		c.t.Fatalf("%v in the metrics:\n%s", err, metrics)
	}
	return int64(bytes)
}

// isFull lets the journals keep no more than they do now.
func (c crowd) isFull() { c.journals.most = c.journals.Used() }

func TestWorldUsedLongestAgoMakesRoom(t *testing.T) {
	t.Parallel()
	c := newCrowd(t)
	c.lookUp("empty")
	c.admin("empty", http.MethodPost, "reset")
	c.lookUp("ann", "bob", "ann", "bob", "ann", "bob")
	c.isFull()
	c.lookUp("eve")        // ann loses 1
	c.lookUp("ann")        // bob loses 1
	c.lookUp("eve", "eve") // bob loses all
	c.lookUp("eve")        // ann loses 2
	c.lookUp("bob", "bob") // ann loses 3 and 4
	c.lookUp("bob")        // eve loses 1
	if got, most := c.bytes(), c.journals.most; got != most {
		t.Errorf("the journals keep %d bytes, want %d", got, most)
	}
	c.wantJournals(map[string]told{
		"empty": {},
		"ann":   {nil, 4},
		"bob":   {[]uint64{6, 5, 4}, 3},
		"eve":   {[]uint64{4, 3, 2}, 1},
	})
	c.admin("bob", http.MethodGet, "requests/4")
	c.lookUp("ann") // eve loses 2
	c.wantJournals(map[string]told{
		"ann": {[]uint64{5}, 4},
		"eve": {[]uint64{4, 3}, 2},
	})
}

func TestWorldAloneMakesRoomItself(t *testing.T) {
	t.Parallel()
	c := newCrowd(t)
	c.lookUp("ann", "ann", "ann")
	c.isFull()
	c.lookUp("ann", "ann")
	c.wantJournals(map[string]told{"ann": {[]uint64{5, 4, 3}, 2}})
	c.journals.most = 1
	c.lookUp("ann")
	c.wantJournals(map[string]told{"ann": {[]uint64{6}, 5}})
	c.lookUp("bob") // has no room even alone
	c.wantJournals(map[string]told{"ann": {nil, 6}, "bob": {[]uint64{1}, 0}})
}

// TestUnknownRequestsMakeRoomToo: they are written down on another way.
func TestUnknownRequestsMakeRoomToo(t *testing.T) {
	t.Parallel()
	c := newCrowd(t)
	c.lookUp("ann")
	c.isFull()
	c.ask("bob", http.MethodOptions, "/case/1001")
	c.wantJournals(map[string]told{"ann": {nil, 1}, "bob": {[]uint64{1}, 0}})
}

// TestSlowAnswerStays although its world was used longest ago: its request came before the others'.
func TestSlowAnswerStays(t *testing.T) {
	t.Parallel()
	c := newCrowd(t)
	slow := c.worlds.enter("slow")
	c.lookUp("slow", "quick", "quick")
	c.isFull()
	entry := newEntry(exampleUpdate())
	entry.World = slow.name
	c.worlds.keep(slow, &entry)
	entries := slices.Collect(slow.journal.newestFirst)
	_, dropped := slow.journal.counts()
	if len(entries) != 1 || entries[0].N != 2 || dropped != 1 {
		t.Errorf("dropped %d, kept %+v", dropped, entries)
	}
	if c.bytes() > c.journals.most {
		t.Errorf("the journals keep %d bytes, want %d at most", c.bytes(), c.journals.most)
	}
}

func TestJournalGivesItsBytesBack(t *testing.T) {
	t.Parallel()
	tests := map[string]func(c crowd){
		"cleared": func(c crowd) { c.admin("ann", http.MethodDelete, "requests") },
		"reset":   func(c crowd) { c.admin("ann", http.MethodPost, "reset") },
		"dropped": func(c crowd) { c.worlds.enter("bob") },
		"dropped with a request under way": func(c crowd) {
			ann := c.worlds.enter("ann")
			c.worlds.enter("bob")
			entry := newEntry(exampleUpdate())
			c.worlds.keep(ann, &entry)
		},
	}
	for name, lose := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCrowd(t, WithMaxWorlds(1))
			c.lookUp("ann", "ann")
			if c.bytes() == 0 {
				t.Error("two entries take nothing")
			}
			lose(c)
			if got := c.bytes(); got != 0 {
				t.Errorf("the journals keep %d bytes, want none", got)
			}
		})
	}
}

// TestFullRingTakesNoMore than its entries, whatever came before them.
func TestFullRingTakesNoMore(t *testing.T) {
	t.Parallel()
	c := newCrowd(t, WithJournalSize(2))
	c.lookUp("ann", "ann", "ann")
	full := c.bytes()
	c.lookUp("ann", "ann")
	if got := c.bytes(); got != full {
		t.Errorf("the journal takes %d bytes, %d when it had become full", got, full)
	}
	none := newCrowd(t, WithJournalSize(0))
	none.lookUp("ann")
	if got := none.bytes(); got != 0 {
		t.Errorf("a journal of nothing takes %d bytes", got)
	}
}

// TestJournalsAreCountedRightly while clients of more worlds than there may be add to journals that are full,
// cleared, reset, listed and dropped.
func TestJournalsAreCountedRightly(t *testing.T) {
	t.Parallel()
	c := newCrowd(t, WithMaxWorlds(5), WithJournalSize(8))
	c.journals.most = 20_000
	calls := []func(world string){
		func(world string) { c.lookUp(world, world, world, world) },
		func(world string) { c.ask(world, http.MethodGet, "/case/1002?long="+strings.Repeat("x", 2000)) },
		func(world string) { c.lookUp(world); c.admin(world, http.MethodGet, "requests") },
		func(world string) { c.lookUp(world); c.admin(world, http.MethodDelete, "requests") },
		func(world string) { c.lookUp(world); c.admin(world, http.MethodPost, "reset") },
	}
	var running sync.WaitGroup
	for client := range uint64(8) {
		random := rand.New(rand.NewPCG(client, 1))
		running.Go(func() {
			for range 200 {
				calls[random.IntN(len(calls))](fmt.Sprint("world", random.IntN(8)))
			}
		})
	}
	running.Wait()
	c.lookUp("world0") // the last to come makes room for itself
	c.wantCountedRightly()
}

// wantCountedRightly compares the budget with what the journals of all worlds keep, when nobody is at work.
func (c crowd) wantCountedRightly() {
	c.t.Helper()
	kept := int64(0)
	for name, world := range c.worlds.byName {
		entries := slices.Collect(world.journal.newestFirst)
		newest, _ := world.journal.counts()
		bytes := int64(0)
		for i := range entries {
			bytes += entries[i].size()
			if want := newest - uint64(i); entries[i].N != want {
				c.t.Errorf("world %s: number %d where %d should be", name, entries[i].N, want)
			}
		}
		if bytes != world.journal.bytes {
			c.t.Errorf("world %s counts %d bytes for entries of %d", name, world.journal.bytes, bytes)
		}
		kept += bytes
	}
	if used := c.bytes(); used != kept || used > c.journals.most || used == 0 {
		c.t.Errorf("%d bytes are counted, %d are kept, %d may be", used, kept, c.journals.most)
	}
}
