// Package file is an engine that keeps the worlds of one process in one file, with bbolt.
//
// # How nothing is lost
//
// What is asked for again and again is in memory: the worlds' versions, journals and counters, but not their
// records. A change is made there first, at once, and joins the batch that waits for the disk; a single writer puts
// one batch after the other into the file, each in one transaction with its sync, and meanwhile the next one grows.
// [Engine.Settle] waits for the batch in which a change is. So many changes share a sync, and none is told of before
// it is on the disk.
//
// Entries of the journal are not worth a sync each. They are written, without one, to a log beside the file
// (PATH.log) before Append returns, and come into the file with the next batch, a second later at most. The log is
// what survives the end of the process; whoever opens the file next reads it. A clean end leaves no log.
//
// When the disk takes no more, what is in memory waits for it: the engine is unavailable, and tries again until
// the batch is written.
package file
