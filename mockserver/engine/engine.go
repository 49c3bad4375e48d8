package engine

import (
	"context"
	"errors"
)

// Engine keeps the worlds of a sandbox. Its methods are safe for concurrent use, by several processes where the
// engine is one that several may open.
//
// Every error is the context's, or [ErrUnavailable]: then nothing can be said of the world, and a change may have
// been made or not. It comes within a bounded time, and as long as the engine knows that it is of no use to try,
// at once.
type Engine interface {
	// Arrive counts a request in, which begins the world where there is none. The arrival is the request's number
	// in the world, from 1; a reset begins anew.
	Arrive(ctx context.Context, world string, known Version) (arrival uint64, since Changes, err error)

	// Read is [Engine.Arrive] without counting. Looking begins no world: where there is none, the version is zero.
	Read(ctx context.Context, world string, known Version) (since Changes, err error)

	// Commit makes a change, all of it or nothing, when nothing was committed since the known version; ok is false
	// when something was, and since tells what. A change to no world, of which the zero version is known, begins
	// one. The version of a change that was made is that of since; it has no records, as the caller has them. Others see
	// the change at once; [Engine.Settle] tells when it is to stay.
	Commit(ctx context.Context, world string, known Version, change []Record) (since Changes, ok bool, err error)

	// Settle waits until what was committed up to a version outlasts the process and a failure of the machine, as
	// far as the engine promises that. For most versions it returns at once. After an error, the version may be lost.
	Settle(ctx context.Context, world string, version Version) error

	// Append writes an entry into the world's journal and counts its counters up, and returns the entry's number.
	// Numbers rise by one with each entry, and go on where a world is reset or its journal cleared. It is 0 where the
	// entry was not kept: its world is not there any longer, or its journal was cleared since its arrival. All that
	// ask after that find the entry; the end of the process does not lose it, a failure of the machine may.
	Append(ctx context.Context, world string, entry Entry) (number uint64, err error)

	// Conclude does in one step what a request needs that was answered from what is known: it is counted in, its change
	// is made and its entry written, when nothing was committed since, neither to the world nor to the one beside it.
	// The entry's number is 0 where something was, or there is no such world: then nothing is done, and since tells
	// what was committed to the world; where it tells nothing new, something was to the one beside. Otherwise the
	// version of since is that after the change, as with [Engine.Commit].
	Conclude(ctx context.Context, world string, exchange Exchange) (number uint64, since Changes, err error)

	// After gives kept entries with a number above that one, the lowest first, and no more than so many.
	After(ctx context.Context, world string, number uint64, most int) ([]Kept, error)

	// Before gives kept entries with a number below that one, the highest first, and no more than so many.
	Before(ctx context.Context, world string, number uint64, most int) ([]Kept, error)

	// Journal says what there is to say of a world's journal besides its entries.
	Journal(ctx context.Context, world string) (Journal, error)

	// ClearJournal forgets the entries, the notes, how many entries were lost, and the entries of the requests that
	// have arrived but are not yet in the journal.
	ClearJournal(ctx context.Context, world string) error

	// Forget forgets entries by their numbers. They do not count as lost.
	Forget(ctx context.Context, world string, numbers []uint64) error

	// Note adds a text to the journal's notes, of which the newest [MaxNotes] stay. It may begin the world.
	Note(ctx context.Context, world, text string) error

	// Watch tells through a channel that something may be new in a world: an entry, or that it was reset or dropped,
	// by whomever. One notice may stand for several, and may be one too many, never one too few while the engine can
	// be reached. It ends when stop is called.
	Watch(world string) (news <-chan struct{}, stop func())

	// Counters gives the counters of a world; one that was never counted up is missing.
	Counters(ctx context.Context, world string) (map[string]uint64, error)

	// Worlds lists the worlds that there are, the one first in which something was asked for longest ago. With
	// several processes that order is right to some seconds.
	Worlds(ctx context.Context) ([]string, error)

	// Reset ends a world and begins it anew, with those records alone, and without entries, notes and counters: in one
	// step, which is to stay. Where there is no world and no record, it only forgets that one lost entries.
	Reset(ctx context.Context, world string, records ...Record) error

	// Drop ends a world. Whoever begins it again finds that its journal has lost entries, as many as there were in
	// it since it was cleared; an engine may forget that after a day.
	Drop(ctx context.Context, world string) error

	// Check reports whether the engine can be used now: nil, or [ErrUnavailable] with the reason.
	Check(ctx context.Context) error

	// Close lets go of what the engine holds, when what was appended is kept. Nothing may be called after that.
	Close() error
}

// Record is a part of a world: what it is called, and what it is.
type Record struct {
	Key   string
	Value []byte // nil: there is no such record any longer
}

// Version is how a world was after a change. Two versions are the same if they are equal. The zero version is that
// of a world that does not exist, and the one to say for who knows nothing.
type Version struct {
	Epoch  string // another one: the world was reset or dropped since, or is lost
	Number uint64 // of changes since the epoch's beginning
	Tag    string // tells a change from another with the same number, one of which the engine has lost
}

// Changes are what was committed to a world since a version that somebody knows.
type Changes struct {
	Version Version  // the one after them
	Whole   bool     // the records are all that there are: what was known before is void
	Records []Record // as they are now, each key once, in no order
}

// Entry is a request to be written into a journal.
type Entry struct {
	Epoch    string   // of the world in which it arrived; empty: whichever there is, or a new one
	Arrival  uint64   // its number there; 0 for a request that was not counted in: no clearing concerns it
	Text     []byte   // the entry itself, without its number; it is the engine's from then on
	Counters []string // those to count up by one
}

// Exchange is a request that was answered from what somebody knows of a world, for [Engine.Conclude].
type Exchange struct {
	Known   Version  // of the world
	Records []Record // that the answer changes; none: it leaves the world as it is
	Entry   Entry    // its epoch and arrival are those of the request, and need not be given

	Beside      string // another world that the answer rests on
	BesideKnown Version
}

// Kept is an entry in a journal.
type Kept struct {
	Number uint64
	Text   []byte
}

// Journal is what is to say of a journal besides its entries.
type Journal struct {
	Newest  uint64   // the highest number that an entry was given
	Dropped uint64   // how many entries were lost since the last clear, to make room or because the world was dropped
	Notes   []string // oldest first
}

// MaxNotes is how many notes a journal keeps.
const MaxNotes = 100

// ErrUnavailable is the kind of error that every failure of an engine is, see [Engine].
var ErrUnavailable = errors.New("the store is not available")
