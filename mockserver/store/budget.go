package store

import (
	"errors"
	"sync"
	"sync/atomic"
)

// ErrFull is returned for what a [Budget] has no room for. Nothing is changed then.
var ErrFull = errors.New("no room is left for changes")

// Budget bounds what all stores that share it keep besides their populations, in bytes: the JSON of
// each case and customer that was made or changed, and entryOverhead for each. The values themselves
// take about as much again. It is safe for concurrent use.
type Budget struct {
	most int64
	used atomic.Int64
}

// entryOverhead is roughly what keeping an entry takes besides its JSON, in bytes: its place, and the
// note that it is one of its customer's cases.
const entryOverhead = 512

// NewBudget makes a budget of that many bytes.
func NewBudget(most int64) *Budget { return &Budget{most: most} }

// Used is how many bytes are spent.
func (b *Budget) Used() int64 { return b.used.Load() }

// spend takes bytes, or gives them back where they are negative; false, and nothing is taken, when
// there are not as many left.
func (b *Budget) spend(bytes int64) bool {
	for {
		used := b.used.Load()
		if bytes > 0 && used+bytes > b.most {
			return false
		}
		if b.used.CompareAndSwap(used, used+bytes) {
			return true
		}
	}
}

// Account is what one holder has spent of a budget. It is safe for concurrent use.
type Account struct {
	budget *Budget
	mutex  sync.Mutex
	spent  int64
	closed bool
}

// NewAccount opens an account with nothing spent.
func NewAccount(budget *Budget) *Account { return &Account{budget: budget} }

// Spend takes bytes, or gives them back where they are negative. It is [ErrFull], and nothing is taken,
// when there are not as many left. Of a closed account, nothing is taken: who still writes there is a
// late writer of what nobody sees any longer.
func (a *Account) Spend(bytes int64) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.closed {
		return nil
	}
	if !a.budget.spend(bytes) {
		return ErrFull
	}
	a.spent += bytes
	return nil
}

// Owe takes bytes, or gives them back where they are negative, also when there are not as many left: for what was
// kept elsewhere already.
func (a *Account) Owe(bytes int64) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if !a.closed {
		a.budget.used.Add(bytes)
		a.spent += bytes
	}
}

// IsOverdrawn reports whether more is spent of the budget, by all who share it, than there was.
func (a *Account) IsOverdrawn() bool { return a.budget.Used() > a.budget.most }

// Close gives everything back.
func (a *Account) Close() {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.closed = true
	a.budget.spend(-a.spent)
	a.spent = 0
}
