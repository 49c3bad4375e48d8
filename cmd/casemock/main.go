// Command casemock is the command line of the fake server for the Case API: it starts one, forces
// answers of a running one, and checks scenario files. It is thin: what a command does is in the
// packages below.
//
// # To add a command
//
// Write a function that returns a [command], with its flags as a settings.Table, in a file of its
// name, and add it to commands. The help, the suggestions for a misspelt name and the environment
// variables follow from it. Its script goes into testdata/script.
package main

import "os"

func main() {
	os.Exit(run(process{
		arguments: os.Args[1:], environment: os.Environ(), stdout: os.Stdout, stderr: os.Stderr,
	}))
}
