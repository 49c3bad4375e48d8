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
// rate. When none does, the sandbox (package sandbox) validates, stores and answers as documented.
// The header [AnswerHeader] says which rule it was, because of what the sandbox refused, and whether a success
// was invented: one that nothing was stored for.
//
// # To add a rule
//
// Write a chooser in precedence.go, give it a rule in journal/rule.go, and put it where it belongs in choosers; the
// test of the order of precedence asks for a row.
//
// # Where the rest is
//
// What a CRM does lies in sandbox, what one key's client can change in world, its data in store, what was asked
// and answered in journal, what comes from files in files, and the admin API in admin. None of them knows this
// package, which joins them.
package mockserver
