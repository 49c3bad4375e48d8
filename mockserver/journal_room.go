package mockserver

// keep writes an entry down in a world's journal, and makes room where the journals have become too large by
// that. The entry itself stays, however large it is.
func (w *worlds) keep(where *world, entry *Entry) {
	where.journal.add(entry)
	if budget := where.journal.budget; budget.excess() > 0 {
		w.makeRoom(budget, entry)
	}
}

// makeRoom drops the oldest entries of the world that was used longest ago, then those of the next one, until
// the journals keep no more than they may, and the next entries have room as well.
func (w *worlds) makeRoom(budget *journalBudget, added *Entry) {
	budget.makingRoom.Lock()
	defer budget.makingRoom.Unlock()
	for excess := budget.excess(); excess > 0; excess = budget.excess() {
		oldest := w.oldestToLose(added)
		if oldest == nil {
			return
		}
		oldest.journal.lose(excess+budget.spare, added)
	}
}

// oldestToLose finds the world that was used longest ago of those that can lose an entry for the added one;
// nil when none can.
func (w *worlds) oldestToLose(added *Entry) *world {
	w.mutex.RLock()
	defer w.mutex.RUnlock()
	return w.leastRecentlyUsed(func(candidate *world) bool { return candidate.journal.canLose(added) })
}

// canLose tells whether the oldest entry may go for the added one: that one itself may not, nor what came after
// it in its world.
func (j *journal) canLose(added *Entry) bool {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.hasOlder(added)
}

func (j *journal) hasOlder(added *Entry) bool {
	if j.kept.count == 0 {
		return false
	}
	oldest := j.kept.at(0)
	return oldest.World != added.World || oldest.N < added.N
}

// lose drops the oldest entries that may go for the added one, until that many bytes have come back.
func (j *journal) lose(bytes int64, added *Entry) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	freed := int64(0)
	for freed < bytes && j.hasOlder(added) {
		freed += j.kept.at(0).size()
		j.kept.pop()
		j.dropped++
	}
	j.spend(-freed)
}
