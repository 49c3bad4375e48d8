// Package verdict judges a client by what it does after the answers that it got: whether it keeps to the reactions
// that scenarios name. It knows exchanges and times, and nothing of HTTP servers.
//
// # How it judges
//
// A [Ledger] is told of each exchange of a world when it has ended ([Ledger.Observe]). An answer that has a reaction
// is written down as pending; what the client sends later keeps a pending reaction, breaks it, or is none of its
// business; time does the rest. What was kept and broken is counted by rule, with the exchanges that show it. The
// journal is not needed for any of it.
//
// A retry has no key to know it by. A request is the same as a former one if operation, path and body are, the body as
// JSON: the order of keys, spaces and how a number is written do not count. One that was sent before the former was
// answered is no retry but its twin, and nobody is blamed for a twin. When in doubt, the client is right.
//
// What one process alone sees is with a [Watch]: which requests are under way, and how many identical ones there were
// in a second.
//
// # To add a kind of reaction
//
// Give [scenarios.Reaction] a part for it, [rulesOf] a rule, and write a file here with its judge: what it takes for a
// violation, and what is to be said when its time is over. It goes into the list in pending.go.
package verdict
