// Package journal is what a fake server remembers of the requests that it has answered: entries, as many as
// a journal may keep, the filters that list and delete them, and the questions that count them.
//
// Each world has a [Journal] of its own; the journals of a server share a [Budget] of bytes.
//
// # To add something to an entry
//
// Give it a field of [Entry], show it in [Entry.MarshalJSON], and count its bytes in [Entry.Size]. What a
// request is to be found by goes into [Filter] and [Question] as well.
package journal
