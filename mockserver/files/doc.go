// Package files reads what a server is told in files: scenarios, custom fields and fixtures. A [Loader] holds
// what is in force, reads the files again when it is asked to or when they have changed, and keeps the last good
// version of one that has a problem.
//
// # To add a kind of file
//
// Name it in [Sources], read it in load, put what it gives into [Loaded], and list it in describe, so that it is
// watched.
package files
