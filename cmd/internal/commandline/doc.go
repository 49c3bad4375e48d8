// Package commandline is what our commands have in common: how a command is found by its name, its
// help, what the user reads of an error, the exit codes, and the version.
//
// A [Program] is a list of [Command] values. Its flags are a settings.Table, so the help, the
// suggestions for a misspelt name and the environment variables follow from the list.
package commandline
