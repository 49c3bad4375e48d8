// Package verdict says what is wrong with one answer of a server under test: its status and its body by the
// documents, and what Pact finds. It asks the server nothing, and knows nothing of other answers: that is
// for the run, and for package consistency.
//
// An answer that breaks no document although another was expected is excused ([Answer.Excuse]): the
// expectation then counts as not exercised, with the reason and what to give.
package verdict
