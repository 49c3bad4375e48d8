// Package record turns traffic that was seen into files: a story for each world, scenarios for each operation and
// status, and the custom fields.
//
// A [Recorder] is told each [Exchange] and gives the [File]s that stand for all of them. It knows no network and no
// disk; package har reads exchanges that browsers and proxies have saved.
//
// # What a story claims
//
// A story is played again where its data does not exist yet, on a sandbox or on the server it came from. So what was
// created in it is spoken of by references, what was there before is created first, and a step expects no more than a
// replay can bring about: a success of what the story itself has made, a 400 of a request that breaks the documents,
// a 404 of an id that nobody has, a 401 of a key that is none. Whom a search finds depends on everybody's data, and a
// 422 or a 500 on the state of the server: the former are played without an expectation, the latter are scenarios
// alone. So is what the documents do not allow, whatever the server says to it. The comment above a story counts what
// is left out.
//
// # What a scenario is for
//
// Exchanges of an operation and a status that differ in data alone are one: [kindOf] says what is a difference. The
// scenario answers as the server has answered, when somebody asks for it by its name.
//
// # What is invented
//
// Whatever may tell who somebody is, or what a company keeps of its customers, gets another value of the same kind,
// language, script and length: the same one wherever it stands in a world, in texts, links and ids. Nothing of the
// original goes into what takes its place, so nobody can find out by trying. With [Options].KeepData nothing is
// invented. Keys, cookies and tokens are taken out in either case.
//
// # Stable
//
// The files depend on what was exchanged, and on its order within each world; not on when, nor on the order of worlds.
//
// # To add a kind of data
//
// A row in [fields], or a pattern in [inventor.guess]; what takes its place is a case of [inventor.make].
package record
