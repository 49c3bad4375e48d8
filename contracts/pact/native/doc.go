// Package native has Pact's library, libpact_ffi, hold a contract against a server, and is the only
// package that calls it. [Match] takes the contract and a [Runner], which is asked for the states and the
// answers of each interaction, and gives what Pact says; whether the answers come from a server, and what
// else is to be said about them, is the runner's business.
//
// Requests never go from the library to the server under test: they end at a bridge on a loopback address,
// which asks the runner. Without cgo the package can be built, and Match says what is missing.
//
// The library lets the environment decide some things, so the first Match of a process takes away or sets
// what could change a verdict: PACT_MATCHING_ENGINE, NO_PROXY for loopback addresses, PACT_DO_NOT_TRACK. In
// the library's copy alone, SSL_CERT_FILE and SSL_CERT_DIR name an authority of nobody; authority.go says why.
//
// pact-go, which is linked for the library, has a verifier of its own; library.go says why it does not do.
package native
