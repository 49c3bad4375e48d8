package file

import (
	"slices"

	"casemock/mockserver/engine"
)

// recent are the last commits of a world, the oldest first. Who asks while another request commits is behind by as
// many as there are requests at once, and is told those few: to read all of a large world for each of them would take
// most of the time.
type recent [][]engine.Record

// maxRecent bounds how many commits are remembered; who is further behind is told everything.
const maxRecent = 64

// add remembers a commit.
func (r *recent) add(commit []engine.Record) {
	if len(*r) == maxRecent {
		*r = slices.Delete(*r, 0, 1)
	}
	*r = append(*r, commit)
}

// last gives the records of the last commits, in their order; false where so many are not remembered.
func (r recent) last(commits uint64) ([]engine.Record, bool) {
	if commits > uint64(len(r)) {
		return nil, false
	}
	return slices.Concat(r[uint64(len(r))-commits:]...), true
}
