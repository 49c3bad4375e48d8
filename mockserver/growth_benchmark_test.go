package mockserver_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"casemock/fixtures"
	"casemock/mockserver"
)

// populations are sizes, in cases, that BenchmarkGrowth compares: only the name of a benchmark should
// differ between them.
var populations = []int{100, 100_000, 10_000_000}

// manyCases is how many different cases the benchmarks touch, however many there are: as many as the
// smallest population has.
const manyCases = 100

// manyCustomers is at most how many customers they ask about.
const manyCustomers = 10

// BenchmarkGrowth measures how long answers take by the size of the population: cases that were read
// before, cases that nobody has read yet, updates, and the cases of customers who have 1, 3 or 6. It
// calls the handler without a socket, which would hide small differences. The cases are not the same ones
// in each population and not equally long; answer-B tells by how much.
func BenchmarkGrowth(b *testing.B) {
	for _, cases := range populations {
		b.Run(fmt.Sprintf("get/%d", cases), func(b *testing.B) {
			benchmarkKnown(b, newCalls(b, cases, http.MethodGet, "", casePaths(cases)))
		})
		b.Run(fmt.Sprintf("first-get/%d", cases), func(b *testing.B) {
			benchmarkUnknown(b, newCalls(b, cases, http.MethodGet, "", casePaths(cases)))
		})
		b.Run(fmt.Sprintf("patch/%d", cases), func(b *testing.B) {
			benchmarkKnown(b, newCalls(b, cases, http.MethodPatch, usualUpdate, casePaths(cases)))
		})
		for _, own := range []int{1, 3, 6} {
			b.Run(fmt.Sprintf("find-cases-of-%d/%d", own, cases), func(b *testing.B) {
				benchmarkKnown(b, newCalls(b, cases, http.MethodGet, "", customerPaths(b, cases, own)))
			})
		}
	}
}

// casePaths are different cases from all over the population. The step is a prime, so that none comes
// twice and no two share a place in the server's memory of cases.
func casePaths(cases int) []string {
	const step = 97_919
	paths := make([]string, manyCases)
	for n := range paths {
		paths[n] = "/case/" + fixtures.CaseID(n*step%cases)
	}
	return paths
}

// customerPaths are the cases of customers who have that many. There are only three of those in the
// smallest population, whose answers are therefore less like the others'.
func customerPaths(b *testing.B, cases, own int) []string {
	b.Helper()
	population := fixtures.New(fixtures.Options{Seed: 1, Cases: cases})
	var paths []string
	for index := 0; index < population.CustomerCount() && len(paths) < manyCustomers; index++ {
		id := population.CustomerID(index)
		if len(population.CaseIDs(id)) == own {
			paths = append(paths, "/customer/"+id+"/cases")
		}
	}
	if len(paths) == 0 {
		b.Fatalf("no customer of %d cases has %d", cases, own)
	}
	return paths
}

// calls are requests to one server, to be sent again and again.
type calls struct {
	server   *mockserver.Server
	requests []*http.Request
	body     string
	answer   unread
}

func newCalls(b *testing.B, cases int, method, body string, paths []string) *calls {
	b.Helper()
	made := &calls{server: newServer(b, mockserver.WithCases(cases)), body: body, answer: unread{header: http.Header{}}}
	for _, path := range paths {
		request, err := http.NewRequest(method, path, strings.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		request.Header.Set("Authorization", mockserver.DefaultKey)
		request.Header.Set("Content-Type", "application/json")
		made.requests = append(made.requests, request)
	}
	return made
}

// make sends the n-th request, from 0; after the last one the first one comes again.
func (c *calls) make(b *testing.B, n int) {
	request := c.requests[n%len(c.requests)]
	request.Body = io.NopCloser(strings.NewReader(c.body))
	clear(c.answer.header)
	c.server.ServeHTTP(&c.answer, request)
	if c.answer.status/100 != 2 {
		b.Fatalf("%s %s is answered %d", request.Method, request.URL, c.answer.status)
	}
}

// benchmarkKnown makes all calls once before it measures.
func benchmarkKnown(b *testing.B, calls *calls) {
	for n := range calls.requests {
		calls.make(b, n)
	}
	calls.answer.written = 0
	b.ReportAllocs()
	n := 0
	for ; b.Loop(); n++ {
		calls.make(b, n)
	}
	b.ReportMetric(float64(calls.answer.written)/float64(n), "answer-B")
}

// benchmarkUnknown has the server forget what it read whenever all calls have been made. The first call
// is not measured: it makes ready what all cases share.
func benchmarkUnknown(b *testing.B, calls *calls) {
	b.ReportAllocs()
	n := 0
	for ; b.Loop(); n++ {
		place := n % (len(calls.requests) - 1)
		if place == 0 {
			b.StopTimer()
			if err := calls.server.Reload(); err != nil {
				b.Fatal(err)
			}
			calls.make(b, 0)
			b.StartTimer()
		}
		calls.make(b, 1+place)
	}
	b.ReportMetric(float64(calls.answer.written)/float64(n), "answer-B")
}

// unread is an answer of which nothing is kept but its status and its length.
type unread struct {
	header  http.Header
	status  int
	written int
}

func (u *unread) Header() http.Header    { return u.header }
func (u *unread) WriteHeader(status int) { u.status = status }

func (u *unread) Write(body []byte) (int, error) {
	u.written += len(body)
	return len(body), nil
}
