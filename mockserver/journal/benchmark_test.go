package journal

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

// exampleUpdate is an update of a case on which a client's usual headers stand, and its answer.
func exampleUpdate() (request *http.Request, sent http.Header, answered Answer) {
	request = httptest.NewRequest(http.MethodPatch, "/case/1001", http.NoBody)
	for _, line := range []string{"Authorization: sandbox-key", "Content-Type: application/json",
		"Accept: application/json", "User-Agent: example", "X-Sf-User-Email: agent@example.com"} {
		name, value, _ := strings.Cut(line, ": ")
		request.Header.Set(name, value)
	}
	sent = http.Header{"Content-Type": {"application/json"}, "X-Mock-Answer": {string(RuleSandbox)}}
	return request, sent, Answer{Status: http.StatusCreated, Rule: RuleSandbox,
		Body: []byte(strings.Repeat("x", 2<<10))}
}

// BenchmarkJournalKeeps writes down requests in a journal that is full, from all processors: it should
// not matter how much one keeps. A body that is too large is cut, and what is left of it copied.
func BenchmarkJournalKeeps(b *testing.B) {
	for _, size := range []int{10, 1000, 100_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) { benchmarkKeeping(b, size, make([]byte, 1<<10)) })
	}
	b.Run("10 cut", func(b *testing.B) { benchmarkKeeping(b, 10, make([]byte, KeptBody+1)) })
}

func benchmarkKeeping(b *testing.B, size int, body []byte) {
	journal := fullJournal(size)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(each *testing.PB) {
		request, sent, answered := exampleUpdate()
		for each.Next() {
			entry := NewEntry(request, [4][2]string{}, sent, answered)
			entry.KeepBody(body, true)
			journal.Add(entry)
		}
	})
}

// BenchmarkJournalGives reads all entries, as the admin API does for a list and a count, and the newest
// one alone, as it does for who watches.
func BenchmarkJournalGives(b *testing.B) {
	for _, size := range []int{1000, 100_000} {
		journal := fullJournal(size)
		b.Run(fmt.Sprintf("all of %d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for entry := range journal.NewestFirst {
					_ = entry
				}
			}
		})
		b.Run(fmt.Sprintf("newest of %d", size), func(b *testing.B) {
			newest, _ := journal.Counts()
			b.ReportAllocs()
			for b.Loop() {
				journal.After(newest - 1)
			}
		})
	}
}

// BenchmarkEntryMarshalJSON shows an entry.
func BenchmarkEntryMarshalJSON(b *testing.B) {
	request, sent, answered := exampleUpdate()
	entry := NewEntry(request, [4][2]string{}, sent, answered)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := entry.MarshalJSON(); err != nil {
			b.Fatal(err)
		}
	}
}

// fullJournal has lost an entry: the next one takes the place of another.
func fullJournal(size int) *Journal {
	full := New(size, NewBudget(MaxBytes))
	for range size + 1 {
		request, sent, answered := exampleUpdate()
		full.Add(NewEntry(request, [4][2]string{}, sent, answered))
	}
	return full
}
