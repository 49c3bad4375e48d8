// Package snapshot writes down what a world holds, as YAML for people to read and to change, and reads it again. Its
// cases and customers have the form of fixture files. A [Snapshot] is a set of records, as package engine keeps them;
// what they mean is the business of package world, and of nobody here but for their form.
//
// # To add a kind of record
//
// Give it a section: a line in sections, with how its records are written and read.
package snapshot
