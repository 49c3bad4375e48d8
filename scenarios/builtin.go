package scenarios

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"casemock/contracts/caseapi"
)

// The built-in scenarios: a file for each operation, with a scenario called operation/status for
// each documented pair, and a few that show what else the format can do. None of them is live, so
// that they need not be read before one is asked for.
//
//go:embed builtin/*.yaml
var builtInFiles embed.FS

// library reads each operation's file at most once.
var library = newLibrary()

func newLibrary() map[caseapi.OperationName]func() []*Scenario {
	readers := map[caseapi.OperationName]func() []*Scenario{}
	for _, operation := range caseapi.Operations() {
		readers[operation.Name] = sync.OnceValue(func() []*Scenario {
			return readBuiltIn(operation.Name)
		})
	}
	return readers
}

// builtIn lists the built-in scenarios of an operation, in the order of its file.
func builtIn(operation caseapi.OperationName) []*Scenario {
	read, ok := library[operation]
	if !ok {
		return nil
	}
	return read()
}

// readBuiltIn panics on a file that cannot be read: that is a mistake in this program, which a test
// finds.
func readBuiltIn(operation caseapi.OperationName) []*Scenario {
	name := "builtin/" + string(operation) + ".yaml"
	text, err := builtInFiles.ReadFile(name)
	if err != nil {
		panic(err)
	}
	found, problems := Parse(nil, name, text)
	if len(problems) > 0 {
		panic(fmt.Sprintf("scenarios: %v", problems))
	}
	for _, scenario := range found {
		scenario.Source = Source{File: name, Line: scenario.Source.Line, BuiltIn: true}
	}
	return found
}

// findBuiltIn reads no more than the file of the operation that a name begins with.
func findBuiltIn(name string) (*Scenario, bool) {
	operation, _, _ := strings.Cut(name, "/")
	for _, scenario := range builtIn(caseapi.OperationName(operation)) {
		if scenario.Name == name {
			return scenario, true
		}
	}
	return nil, false
}
