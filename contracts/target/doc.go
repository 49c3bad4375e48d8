// Package target is the server under test, as a client of the Case API sees it: what is sent to it, what
// came of that as a report may show it, and whether there is a server at all that can be judged.
//
// [New] makes a [Client] of an address and a key. [Client.Preflight] comes first: it says in one sentence
// why a server cannot be judged ([*ContactError]), or what its meta objects say ([Meta]). [Client.Do] sends
// a [Call] and gives the answer beside a [report.Exchange], in which nothing stands that people must not
// see. The client waits where a server asks for it (package transport), keeps to a pace and to a budget,
// and follows no redirect.
//
// # To recognise another kind of server that cannot be judged
//
// Give it a [ContactKind] and a case in the list of refusal, in refusal.go: what all answers have in
// common.
package target
