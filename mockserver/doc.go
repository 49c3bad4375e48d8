// Package mockserver is a fake server for the Case API: an [http.Handler] that behaves like a real
// company's CRM, and misbehaves on demand.
//
//	server, err := mockserver.New(mockserver.WithSeed(7), mockserver.WithCases(1000))
//	…
//	http.ListenAndServe("127.0.0.1:8080", server)
//
// In a Go test, [NewTestServer] starts one on a free port and stops it with the test.
//
// # How a request is answered
//
// The key in Authorization opens a world: a population of its own, with its own changes, forced
// answers, sequence positions and journal. Then the rules are asked in their order of precedence
// (precedence.go), and the first that concerns the request decides: a scenario that the request names,
// a preferred status, a magic id, an answer that was forced from outside, a live scenario, a fail
// rate. When none does, the sandbox (sandbox.go and the files beside it) validates, stores and answers
// as documented. The header [AnswerHeader] says which rule it was.
//
// # To add a rule
//
// Write a chooser in precedence.go, give it a [Rule], and put it where it belongs in choosers; the
// test of the order of precedence asks for a row.
//
// # To add an admin endpoint
//
// Write an adminHandler in an admin_….go file and add it to the table in admin.go. It gets the world
// that the request is about and returns a status and a value, or an adminError.
package mockserver
