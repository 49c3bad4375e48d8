package mockserver

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"casemock/mockserver/store"
)

// exampleUpdate is an update of a case on which a client's usual headers stand, and its answer.
func exampleUpdate() (request *http.Request, sent http.Header, result answer) {
	request = httptest.NewRequest(http.MethodPatch, "/case/1001", http.NoBody)
	for _, line := range []string{"Authorization: " + DefaultKey, "Content-Type: application/json",
		"Accept: application/json", "User-Agent: example", "X-Sf-User-Email: agent@example.com"} {
		name, value, _ := strings.Cut(line, ": ")
		request.Header.Set(name, value)
	}
	sent = http.Header{"Content-Type": {"application/json"}, AnswerHeader: {string(RuleSandbox)}}
	return request, sent, answer{status: http.StatusCreated, rule: RuleSandbox,
		body: store.NewBody([]byte(strings.Repeat("x", 2<<10)))}
}

// BenchmarkJournalKeeps writes down requests in a journal that is full, from all processors: it should
// not matter how much one keeps. A body that is too large is cut, and what is left of it copied.
func BenchmarkJournalKeeps(b *testing.B) {
	for _, size := range []int{10, DefaultJournalSize, 100_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) { benchmarkKeeping(b, size, make([]byte, 1<<10)) })
	}
	b.Run("10 cut", func(b *testing.B) { benchmarkKeeping(b, 10, make([]byte, KeptBody+1)) })
}

func benchmarkKeeping(b *testing.B, size int, body []byte) {
	journal := fullJournal(size)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(each *testing.PB) {
		request, sent, result := exampleUpdate()
		for each.Next() {
			entry := newEntry(request, sent, result)
			entry.Body = kept(body)
			journal.add(&entry)
		}
	})
}

// BenchmarkJournalGives reads all entries, as the admin API does for a list and a count, and the newest
// one alone, as it does for who watches.
func BenchmarkJournalGives(b *testing.B) {
	for _, size := range []int{DefaultJournalSize, 100_000} {
		journal := fullJournal(size)
		b.Run(fmt.Sprintf("all of %d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for entry := range journal.newestFirst {
					_ = entry
				}
			}
		})
		b.Run(fmt.Sprintf("newest of %d", size), func(b *testing.B) {
			newest, _ := journal.counts()
			b.ReportAllocs()
			for b.Loop() {
				journal.after(newest - 1)
			}
		})
	}
}

// BenchmarkEntryMarshalJSON shows an entry.
func BenchmarkEntryMarshalJSON(b *testing.B) {
	entry := newEntry(exampleUpdate())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := entry.MarshalJSON(); err != nil {
			b.Fatal(err)
		}
	}
}

// fullJournal has lost an entry: the next one takes the place of another.
func fullJournal(size int) *journal {
	full := newJournal(size, new(journalBudget))
	for range size + 1 {
		entry := newEntry(exampleUpdate())
		full.add(&entry)
	}
	return full
}
