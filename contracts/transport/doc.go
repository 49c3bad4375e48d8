// Package transport sends requests as a server may ask a client to: no faster than it takes them, and
// again where it says so. It is used for the server under test, for whoever brings its states about and
// for brokers, and knows nothing of what is sent.
//
// # To do what else a server may ask
//
// Say it in the list of [Obliging] and do it in its transport.
package transport
