package mockserver

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"casemock/mockserver/store"
)

// TestEntrySizeCountsWhatItKeeps makes each part that can be large larger by as many bytes.
func TestEntrySizeCountsWhatItKeeps(t *testing.T) {
	t.Parallel()
	const more = 1000
	long := strings.Repeat("x", more)
	body := store.NewBody(make([]byte, more))
	entryOf := func(method, query string, received, sent http.Header, answered store.Body) *Entry {
		request := httptest.NewRequest(method, "/case/1001?"+query, nil)
		request.Header = received
		entry := newEntry(request, sent, answer{body: answered})
		return &entry
	}
	usual := func() *Entry { return entryOf("PUT", "", nil, nil, store.Body{}) }
	header := http.Header{"A": {strings.Repeat("x", more-len("A: \n"))}}
	entries := map[string]*Entry{
		"method":           entryOf("PUT"+long, "", nil, nil, store.Body{}),
		"query":            entryOf("PUT", long, nil, nil, store.Body{}),
		"request's header": entryOf("PUT", "", header, nil, store.Body{}),
		"answer's header":  entryOf("PUT", "", nil, header, store.Body{}),
		"answer's body":    entryOf("PUT", "", nil, nil, body),
		"path":             usual(), "request's body": usual(), "failed condition": usual(),
	}
	entries["path"].Path += long
	entries["request's body"].Body = body
	entries["failed condition"].Nearest = &Nearest{Failed: long}
	for part, entry := range entries {
		if got, want := entry.size(), usual().size()+more; got != want {
			t.Errorf("with a larger %s, an entry takes %d bytes, want %d", part, got, want)
		}
	}
}

// TestEntryOverheadIsEnough for the places that the ring has for an entry.
func TestEntryOverheadIsEnough(t *testing.T) {
	t.Parallel()
	if places := 2 * reflect.TypeFor[Entry]().Size(); places > entryOverhead {
		t.Errorf("two places in the ring take %d bytes, of an overhead of %d", places, entryOverhead)
	}
}
