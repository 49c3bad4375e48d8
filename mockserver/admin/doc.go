// Package admin is the admin API: what a person or a test looks at and changes beside the Case API, for one world
// or the whole server. The console is served with it.
//
// # To add an endpoint
//
// Write a handler in the file of its subject and add it to the table in admin.go, with the parameters that it
// takes. It gets the world that the call is about and returns a status and a value, or a failure. What it needs of
// the server besides is a field of [Server].
package admin
