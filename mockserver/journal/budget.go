package journal

import "sync/atomic"

// MaxBytes is how much the journals of all worlds of a server keep together, in bytes, but for the newest
// entry of each, which is always kept.
const MaxBytes = 256 << 20

// Budget counts what the journals that share it keep. A journal that finds more than there may be drops
// entries of its own.
type Budget struct {
	most int64
	used atomic.Int64
}

// NewBudget is the budget of one server's journals, of so many bytes.
func NewBudget(bytes int64) *Budget { return &Budget{most: bytes} }

// Used is how many bytes the journals keep.
func (b *Budget) Used() int64 { return b.used.Load() }

func (b *Budget) exceeded() bool { return b.used.Load() > b.most }
