// Package undertest reads how a command is told of the server under test: where it is, how it is talked to
// and how much it is asked. The commands that send something to a real server have these settings in
// common, in the same words.
//
// # To add a setting
//
// Give [Server] a field and a row in Settings, and hand it on in Options.
package undertest
