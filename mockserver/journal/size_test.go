package journal

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

// TestEntrySizeCountsWhatItKeeps makes each part that can be large larger by as many bytes.
func TestEntrySizeCountsWhatItKeeps(t *testing.T) {
	t.Parallel()
	const more = 1000
	long := strings.Repeat("x", more)
	body := make([]byte, more)
	entryOf := func(method, query string, received, sent http.Header, answered []byte) *Entry {
		request := httptest.NewRequest(method, "/case/1001?"+query, nil)
		request.Header = received
		return NewEntry(request, [4][2]string{}, sent, Answer{Body: answered})
	}
	usual := func() *Entry { return entryOf("PUT", "", nil, nil, nil) }
	header := http.Header{"A": {strings.Repeat("x", more-len("A: \n"))}}
	entries := map[string]*Entry{
		"method":           entryOf("PUT"+long, "", nil, nil, nil),
		"query":            entryOf("PUT", long, nil, nil, nil),
		"request's header": entryOf("PUT", "", header, nil, nil),
		"answer's header":  entryOf("PUT", "", nil, header, nil),
		"answer's body":    entryOf("PUT", "", nil, nil, body),
		"path":             usual(), "request's body": usual(), "failed condition": usual(),
		"reason": usual(),
	}
	entries["path"].Path += long
	entries["request's body"].Body = body
	entries["reason"].Answer.Because = long
	entries["failed condition"].Nearest = &Nearest{Failed: long}
	for part, entry := range entries {
		if got, want := entry.Size(), usual().Size()+more; got != want {
			t.Errorf("with a larger %s, an entry takes %d bytes, want %d", part, got, want)
		}
	}
}

// TestEntryOverheadIsEnough for the entry and for its place in the journal.
func TestEntryOverheadIsEnough(t *testing.T) {
	t.Parallel()
	place := 2 * reflect.TypeFor[*Entry]().Size()
	if least := reflect.TypeFor[Entry]().Size() + place; least > entryOverhead {
		t.Errorf("an entry and its place take %d bytes, of an overhead of %d", least, entryOverhead)
	}
}
