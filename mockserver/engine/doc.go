// Package engine is where worlds live when they are to outlast a process or to be shared by several: an
// [Engine] keeps each world as a set of named records, a journal and counters, and knows nothing of what they mean.
//
// # How a process works with an engine
//
// A process has a copy of each world in its memory, of a [Version]. It begins each request with [Engine.Arrive],
// which tells what was committed since that version, and brings its copy up to date with it: so no answer is older
// than what anybody was told before. It changes a world with [Engine.Commit], which takes the change only when
// nothing was committed since the version that the change was worked out on. If something was, the engine tells it
// instead, and the process works the change out again. Before the answer, [Engine.Settle] waits until all that it
// rests on will outlast the process, and [Engine.Append] writes the request into the journal.
//
// A world begins with the first request or change of it, ends with a reset or when it is dropped, and has another
// epoch each time. Nothing is ever merged: who knows a version that the engine has lost, or has forgotten the way
// from, is told the whole world.
//
// # To add an engine
//
// Write a package below this one with a function Open that takes [Options], and run the suite of enginetest over
// it. The packages there are: file, one file of one process, and redis, one sandbox of many processes.
package engine
