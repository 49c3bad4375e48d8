// Package broker fetches pacts from a Pact broker and publishes contracts and results there: pure Go,
// which knows nothing of the run that verifies them.
//
// A broker is talked to in HAL. What it says is in said.go, whom it is told the credentials of in
// credentials.go.
//
// # To use another of its relations
//
// Name it in the list in broker.go, and ask for it with exchange.
package broker
