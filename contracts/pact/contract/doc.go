// Package contract makes Pact contracts and reads them: pure Go, which knows nothing of the run that
// verifies one.
//
// [Build] makes Pact v4 interactions of the scenarios that belong to the contract, and [Generate]
// writes them as a pact file. Matchers follow from the documented schemas, so a scenario holds an
// example and nothing else. [ReadContract] takes the pact files of others, versions 1 to 4.
//
// # To add a demand
//
// Whatever all answers of a kind must have follows from the schema in package caseapi; build_rules.go
// turns it into matchers. Where the documents leave a server a choice, say so in freedoms.go.
package contract
