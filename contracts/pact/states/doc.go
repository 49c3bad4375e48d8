// Package states brings the provider states of a contract about in the ways that a server's owner gave:
// by a states file ([File]), with commands to run and calls to make, and by the server's own
// provider-state change URL.
//
// [New] reads what was given. [Owner.Prepare] makes a [Preparation] for each expectation, with the source
// that is asked last: the verification's own, which goes through the API. [Preparation.SetUp] asks one
// source after the other, [Preparation.TearDown] undoes in the other order what was done.
//
// Values come from a server or a pact, so they are data: what they may stand for, and where, is said in
// values.go.
//
// # To add a way
//
// Write a [Source] in a file of its own and add it in [New], at its place in the documented order. To add
// a step of a states file, write a step beside command.go and read it in readSteps.
package states
