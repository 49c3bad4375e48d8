package drift

import (
	"context"
	"sync"
	"time"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
	"casemock/mockserver/proxy"
	"casemock/mockserver/store"
)

// The bounds of what waits for the worker, and of what the models of all worlds hold.
const (
	mostWaiting      = 1000
	mostWaitingBytes = 32 << 20
	mostHeldBytes    = 64 << 20
)

// Options say what the model stands beside.
type Options struct {
	Server string                        // the real server's URL, without a secret
	API    func(proxy.Call) *caseapi.API // as far as the custom fields are known that a call sees
	Now    func() time.Time              // the present of the model
	Failed func(cause any)               // is told of a panic, after which the model of that world begins anew
}

// Model is the sandbox that stands beside a real server. It is safe for concurrent use.
type Model struct {
	options    Options
	population nobody
	budget     *store.Budget

	mutex   sync.Mutex
	waiting []job
	bytes   int // of their bodies
	working bool
}

// Held is how many bytes of cases and customers the models of all worlds hold.
func (m *Model) Held() int64 { return m.budget.Used() }

// nobody is a population without cases and customers.
type nobody struct{ *fixtures.Population }

// CaseJSON finds none.
func (nobody) CaseJSON(string) ([]byte, bool) { return nil, false }

// job is something for the worker to do.
type job struct {
	do    func()
	bytes int
}

// New makes a model that knows nothing.
func New(options Options) *Model {
	return &Model{options: options, population: nobody{fixtures.New(fixtures.Options{Customers: -1})},
		budget: store.NewBudget(mostHeldBytes)}
}

// offer has the worker do something after all that waits already; false where there is no room.
func (m *Model) offer(offered job) bool {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if len(m.waiting) >= mostWaiting || m.bytes+offered.bytes > mostWaitingBytes {
		return false
	}
	m.queue(offered)
	return true
}

// queue adds a job, with the mutex locked. There is a worker for as long as there is work.
func (m *Model) queue(added job) {
	m.waiting = append(m.waiting, added)
	m.bytes += added.bytes
	if !m.working {
		m.working = true
		go m.work()
	}
}

func (m *Model) work() {
	for {
		next, ok := m.next()
		if !ok {
			return
		}
		next.do()
	}
}

// next takes what has waited longest; false where nothing waits, and the worker goes.
func (m *Model) next() (job, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if len(m.waiting) == 0 {
		m.waiting, m.working = nil, false
		return job{}, false
	}
	next := m.waiting[0]
	m.waiting = m.waiting[1:]
	m.bytes -= next.bytes
	return next, true
}

// must has the worker do something that there is always room for.
func (m *Model) must(do func()) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.queue(job{do: do})
}

// settle returns when all is done that waits by now, or the context has ended.
func (m *Model) settle(ctx context.Context) error {
	done := make(chan struct{})
	m.must(func() { close(done) })
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// exchange is what the worker is given of one.
type exchange struct {
	call    proxy.Call
	outcome proxy.Outcome
	number  uint64 // in the journal
}

func (x exchange) size() int {
	const overhead = 4 << 10
	return overhead + len(x.outcome.Sent.Bytes) + len(x.outcome.Answer.Bytes)
}
