// Package pact verifies a real server against a contract.
//
// The consumer is the social-care platform, the provider is any company's CRM that implements the
// Case API. [Verify] sends every request of the contract to a running server and says, expectation by
// expectation, whether the answer keeps the documents; [VerifyProvider] is the same as a Go test. The
// contract comes from package contract, and package report shows what came of it.
//
// # What makes an expectation hold
//
// Pact's matching must hold, the answer must conform to the documented schema with its optional
// parts, and it must make sense beside other answers: what an update changed is what a lookup then
// shows. Nothing is demanded that the documents do not promise. What could not be brought about on
// the server is [report.NotExercised], with the reason and what to give, and never counts as verified.
//
// Beside the built-in scenarios the built-in stories are played (stories.go): what no single answer shows, such as
// a list without the closed cases. They need no Pact.
//
// # Where the native library comes in
//
// Matching is done by libpact_ffi, in package native alone. All else is plain Go: the requests to the
// server are sent by this package, which native asks for states and answers, and Pact's verdicts are added
// to ours.
//
// # Where to find what
//
// Package contract makes and reads pacts, states brings about what the server's owner knows how to, creation
// makes customers and cases through the API, example adapts the contract's requests to the server, native has
// Pact match, verdict judges one answer, and broker speaks with a Pact broker. What joins them is here: a check
// is one expectation while it is held against the server, the runner is what Pact calls back.
//
// # To add a check of single answers
//
// What the documents say of an answer's body is in package caseapi; what else is to be said of a single one is a
// method of verdict.Answer. Its tests need neither a server nor the native library.
//
// # To add a check across requests
//
// What must hold is a row in the table of package consistency; which requests are sent, so that it shows,
// is said in consistency.go here. Name a new path in the catalogue of package report with the documented
// sentence, and add the defect that it must catch to the table of the tests. What takes several requests of its own
// is a story rather: a file of package story, which casemock play shows again.
package pact
