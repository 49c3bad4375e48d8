// Package bugs makes the sandbox wrong on purpose, as real CRMs are: a title that is cut, a list without closed
// cases, a second update that is lost. Who runs a gate against it sees whether the gate catches anything.
//
// A world gets its bugs with its store: [Infest] wraps it, and [Do] stands in for [sandbox.Do]. A store that is
// not wrapped costs nothing.
//
// # To add a bug
//
// Add a row to the table of its subject (texts.go, posts.go, updates.go, reads.go, customers.go): the name, what
// the server does wrong, the documented sentence that it breaks, and the flaw, which says where the sandbox does
// otherwise. Then add a script to the test, which shows the bug at work. A bug breaks the documents: what they
// leave free, such as the order of a list, is none.
package bugs
