// Package explore looks for what a server does wrong over several calls: it makes up sequences of legal and
// illegal ones, plays them, and reduces what breaks the documents to the fewest steps and the simplest
// values.
//
// A [Generator] makes the sequences, as stories: from a seed alone, so that a run can be repeated, and
// rather what was rarely tried. What they are played by, and what holds an answer against the documents and
// against the answers before it, is what plays everybody's stories: packages story and consistency.
// So a finding is a story that casemock play shows again, and there is no second opinion about what is
// right. The package lies beside the stories and not with the fake server, of which it needs nothing: the
// sandbox, whose answers are shown beside those of the server, is a server as any other.
//
// # To try something else
//
// A call, or a few: a row in actions.go. A kind of value: a line in values.go. The test of the built-in bugs
// (package bugs) says whether what was found before is still found.
package explore
