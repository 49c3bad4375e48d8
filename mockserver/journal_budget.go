package mockserver

import (
	"sync"
	"sync/atomic"
)

// MaxJournalBytes is how much the journals of all worlds of a server keep together, in bytes. What would be
// more takes the place of the oldest entries of the world that was used longest ago.
const MaxJournalBytes = 256 << 20

// spareJournalBytes is room for some hundred usual entries.
const spareJournalBytes = 256 << 10

// entryOverhead is what keeping an entry takes besides its texts and its bodies, in bytes: its place in the
// ring (296), of which there may be two for each entry, and what the allocator makes its pieces larger by.
const entryOverhead = 640

// size is what keeping the entry takes, in bytes. The names of world, operation and scenario are not its own.
func (e *Entry) size() int64 {
	texts := len(e.Method) + len(e.Path) + len(e.Query) + len(e.headers) + len(e.Answer.headers)
	if e.Nearest != nil {
		texts += len(e.Nearest.Failed)
	}
	return int64(entryOverhead + texts + e.Body.Size() + e.Answer.Body.Size())
}

// journalBudget counts what the journals that share it keep, in bytes. As long as there is room, that is all
// that they share; room is made by one after the other, so that no more is dropped than has to be.
//
// Of the locks, makingRoom is taken first, then that of the worlds, then that of a journal, with which nobody
// waits for another one.
type journalBudget struct {
	most       int64
	spare      int64        // what is freed besides: not each entry is to ask all worlds for room
	used       atomic.Int64 // changed with the lock of the journal that takes the bytes
	makingRoom sync.Mutex
}

// Used is how many bytes the journals keep. For a moment it may be more than they should, by the entries that
// have just come.
func (b *journalBudget) Used() int64 { return b.used.Load() }

// excess is how many bytes too many the journals keep; none when it is not above 0.
func (b *journalBudget) excess() int64 { return b.used.Load() - b.most }
