// Package world is what one key's client can change or leave behind: a [World] with its data, forced answers,
// positions in scenarios, provider states, clock, uploaded scenarios, journal and coverage, and the [Registry] of a
// server's worlds, who enter, are reset and dropped. It knows nothing of HTTP.
//
// # To add something that a client can change
//
// Give [World] a field for it, whose zero value is how it is at the start, or make it in [New]: a reset forgets
// it by putting another world in the place of the former one. What is to be let go of at the end goes into the
// world's end. Where an engine is to keep it, and an export to have it, it is a kind of records: see recordsOf, and the
// sections of package snapshot.
package world
