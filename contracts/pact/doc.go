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
// the server is [NotExercised], with the reason and what to give, and never counts as verified.
//
// # Where the native library comes in
//
// Matching is done by libpact_ffi, in package native alone. All else is plain Go: the requests to the
// server are sent by this package, which native asks for states and answers, and Pact's verdicts are added
// to ours.
//
// # To add a check across requests
//
// What must hold is a row in the table of package consistency; which requests are sent, so that it shows,
// is said in consistency.go here. Name a new path in the catalogue of package report with the documented
// sentence, and add the defect that it must catch to the table of the tests.
package pact
