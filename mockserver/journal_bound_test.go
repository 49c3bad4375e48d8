package mockserver

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
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

func TestJournalGivesItsBytesBack(t *testing.T) {
	t.Parallel()
	tests := map[string]func(c crowd){
		"cleared": func(c crowd) { c.admin("ann", http.MethodDelete, "requests") },
		"reset":   func(c crowd) { c.admin("ann", http.MethodPost, "reset") },
		"dropped": func(c crowd) { c.worlds.Enter("bob") },
		"dropped with a request under way": func(c crowd) {
			ann := c.worlds.Enter("ann")
			c.worlds.Enter("bob")
			ann.Journal.Add(new(Entry))
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
