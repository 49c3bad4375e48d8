package states

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"casemock/contracts/report"
	"casemock/contracts/strictyaml"
	"casemock/scenarios"
)

// File says how a server's owner brings provider states about: by name, fixed values, a
// command to run and a call to make, for setup and teardown. In a file it is
//
//	a customer exists:
//	  values: {id: "77"}
//	a case exists:
//	  setup:
//	    command: [./seed, case]
//	    http: {method: POST, url: http://127.0.0.1:9000/test/cases, body: {customer: "77"}}
//	  teardown:
//	    command: ./unseed "$CASEPACT_PARAM_ID"
//	no case exists: {id: "0"}
//
// Values alone need no values key, and command and http may stand without setup. What a command
// prints and what a call answers, if it is a JSON object, are values too, and win over the fixed
// ones. In the words of a command that is a list, in the path and query of addresses, in headers
// and bodies, ${id} stands for a value or a parameter of the state. A command that is a text is
// given to the shell. Each command finds the state as JSON on its standard input and its parts in
// CASEPACT_STATE, CASEPACT_ACTION and CASEPACT_PARAM_ID, where every letter of a name but A to Z,
// 0 to 9 and _ is a _. An address that begins with a slash is one of the server under test.
//
// Values come from a server or a pact, so they are data: none chooses a program, the text of one, a
// variable's name, an option, another directory or a host. What a command leaves running in the
// background ends when its state is torn down.
type File struct {
	path   string
	states map[string]ownedState
}

type ownedState struct {
	values          map[string]any
	setUp, tearDown []step
	line            int
}

// step is something to do: a command, or a call.
type step interface {
	do(ctx context.Context, tools tools, change scenarios.StateChange) (map[string]any, error)
}

// ReadFile reads a states file. The error lists every problem of it with line and column.
func ReadFile(path string) (*File, error) {
	file := strictyaml.ReadFile(path)
	read := &File{path, map[string]ownedState{}}
	for _, document := range file.Documents {
		entries, _ := document.Root.FreeMapping()
		for _, entry := range entries {
			state := readOwnedState(entry.Value)
			state.line, _ = entry.KeyValue().Place()
			read.states[entry.Key] = state
		}
	}
	if problems := file.Problems(); len(problems) > 0 {
		return nil, strictyaml.Problems(problems)
	}
	return read, nil
}

func readOwnedState(value strictyaml.Value) ownedState {
	reserved := []string{"values", "setup", "teardown", "command", "http"}
	if !hasAny(value, reserved) {
		return ownedState{values: readStateValues(value)}
	}
	fields := value.Mapping(strictyaml.Optional("values"), strictyaml.Optional("setup"),
		strictyaml.Optional("teardown"), strictyaml.Optional("command"), strictyaml.Optional("http"))
	state := ownedState{setUp: readSteps(fields)}
	if fields.Has("values") {
		state.values = readStateValues(fields.Get("values"))
	}
	for key, steps := range map[string]*[]step{"setup": &state.setUp, "teardown": &state.tearDown} {
		if fields.Has(key) {
			*steps = append(*steps, readSteps(fields.Get(key).Mapping(
				strictyaml.Optional("command"), strictyaml.Optional("http")))...)
		}
	}
	return state
}

func hasAny(value strictyaml.Value, keys []string) bool {
	for _, entry := range value.Entries() {
		for _, key := range keys {
			if entry.Key == key {
				return true
			}
		}
	}
	return false
}

func readStateValues(value strictyaml.Value) map[string]any {
	values := map[string]any{}
	entries, _ := value.FreeMapping()
	for _, entry := range entries {
		values[entry.Key] = entry.Value.JSON()
	}
	return values
}

func readSteps(fields strictyaml.Mapping) []step {
	var steps []step
	if fields.Has("command") {
		steps = append(steps, readCommand(fields.Get("command")))
	}
	if fields.Has("http") {
		steps = append(steps, readHTTPStep(fields.Get("http")))
	}
	return steps
}

// fileSource is a states file for one run.
type fileSource struct {
	*File
	tools tools
}

// tools are what steps need of the run.
type tools struct {
	Options
	processes *processes
}

// SetUp runs the steps of a state. What it gives was returned: it is no parameter of the state.
func (f fileSource) SetUp(
	ctx context.Context, state string, params map[string]any,
) (map[string]any, error) {
	owned, ok := f.states[state]
	if !ok {
		return nil, ErrUnknown
	}
	return f.run(ctx, owned, owned.setUp, scenarios.StateChange{State: state, Action: "setup", Params: params})
}

// TearDown runs those of its teardown.
func (f fileSource) TearDown(ctx context.Context, state string, params map[string]any) error {
	owned := f.states[state]
	_, err := f.run(ctx, owned, owned.tearDown, scenarios.StateChange{State: state, Action: "teardown", Params: params})
	return err
}

func (f fileSource) run(
	ctx context.Context, owned ownedState, steps []step, change scenarios.StateChange,
) (map[string]any, error) {
	values, returned := map[string]any{}, map[string]any{}
	if change.Action == "setup" { // a teardown is told what the setup returned
		maps.Copy(returned, owned.values)
	}
	maps.Copy(values, change.Params)
	maps.Copy(values, returned)
	ctx, cancel := context.WithTimeout(ctx, f.tools.Timeout)
	defer cancel()
	for i, step := range steps {
		change.Params = values
		more, err := step.do(ctx, f.tools, change)
		if err == nil {
			maps.Copy(values, more)
			maps.Copy(returned, more)
			continue
		}
		err = report.Obstacle(fmt.Sprintf("%s: %s of the state “%s”: %v",
			f.Place(change.State), change.Action, change.State, err), "")
		if i > 0 {
			err = halfDoneError{err}
		}
		return returned, err
	}
	return returned, nil
}

// Names are those of its states, in order.
func (f *File) Names() []string { return slices.Sorted(maps.Keys(f.states)) }

// Place is where a state stands, as in states.yaml:3.
func (f *File) Place(name string) string { return fmt.Sprintf("%s:%d", f.path, f.states[name].line) }

// target is the address of a step.
func (t tools) target(address string) string {
	if len(address) > 0 && address[0] == '/' {
		return t.Base + address
	}
	return address
}
