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
// # What it finds
//
// The yardstick is the 45 built-in bugs of the sandbox (package bugs). Each is found with the defaults, with
// seeds 1 to 5. With seed 1 it takes 39 to 801 requests until then, half of them up to 99, and 9 to 251 more,
// half of them up to 79, to come to a story of five steps at most; 13 and 28 where a list is capped at 10 and
// 25. This tells what each takes:
//
//	go test -v -run TestEachBugIsFound ./scenarios/explore
//
// # To try something else
//
// A call, or a few: a row in actions.go. A kind of value: a line in values.go. The yardstick says whether
// what was found before is still found, and this, whether something is found where nothing is wrong:
//
//	go test -run TestNothing ./scenarios/explore -seeds 10
package explore
