// Package world is what one key's client can change or leave behind: a [World] with its data, forced answers,
// positions in scenarios, provider states, clock, uploaded scenarios, journal and coverage, and the [Registry] of a
// server's worlds, who enter, are reset and dropped. It knows nothing of HTTP.
//
// # Where a world is kept
//
// In memory, a world is what it is. With an engine (package engine), all that it holds is a set of named records,
// of which a process has a copy:
//
//	request --- Arrive ---> engine: counts it in, tells what was committed since the version of the copy
//	               |
//	             copy    <--- records --- what was committed, and nothing else: lookups read it as in memory
//	               |
//	            Change   one at a time in a process: the draft, a second copy, does what is to be done and
//	               |     notes which records that has changed
//	            Commit ---> engine: takes them, if nothing was committed since; else it tells what was, the
//	               |        draft is put right, and the change is worked out again
//	            Settle ---> engine: until all that the answer rests on is to stay
//	               |
//	            Append ---> engine: the journal's entry, and what is counted
//
// Most requests need no more than one step of that, [Registry.Conclude]: they are answered from the copy or the draft
// first, and the engine takes all of it if nothing was committed since.
//
// So a copy is never older than what anybody was told before, nobody sees what is not committed, and a change that is
// told of is there. What cannot be said without the engine is not said: see [World.Change].
//
// # To add something that a client can change
//
// Give [World] a field for it, whose zero value is how it is at the start, or make it in [New]: a reset forgets
// it by putting another world in the place of the former one. What is to be let go of at the end goes into the
// world's end. Let each method that changes it tell its trail, and write down its records ([store.Records]) in a file
// beside it: they go into recordsOf and observe, and into the sections of package snapshot.
package world
