// Command casemock is the command line of the fake server for the Case API: it starts one, forces
// answers of a running one, and checks scenario files. It is thin: what a command does is in the
// packages below.
//
// # To add a command
//
// Write a function that returns a commandline.Command, with its flags as a settings.Table, in a file
// of its name, and add it to the program. The help, the suggestions for a misspelt name and the
// environment variables follow from it. Its script goes into testdata/script.
package main

import (
	"os"
	"runtime"
	"slices"

	"casemock/cmd/internal/commandline"
)

func main() {
	heap := settleHeap()
	code := program().Run(commandline.ThisProcess())
	runtime.KeepAlive(heap)
	os.Exit(code)
}

func program() commandline.Program {
	return commandline.Program{
		Name:    "casemock",
		Summary: "casemock is a fake server for the Case API.",
		Exits:   "0 success, 1 failure, 2 wrong usage or a file that cannot be used, 130 interrupted twice",
		Commands: slices.Concat(commandline.Commands{
			serveCommand(), proxyCommand(),
			listCommand(), lintCommand(), schemaCommand(), putCommand(), deleteCommand(),
			forceCommand(), coverageCommand(), verdictCommand(), driftCommand(), resetCommand(), healthCommand(),
		}, clockCommands(), commandline.Commands{
			exportWorldCommand(), importWorldCommand(), importCommand(),
			exportCommand(), bugsCommand(), surprisesCommand(), playCommand(), exploreCommand(),
			commandline.VersionCommand("casemock"),
		}),
		Topics: topics(),
	}
}
