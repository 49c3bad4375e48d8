//go:build unix

package states

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"casemock/contracts/strictyaml"
	"casemock/scenarios"
)

// steps reads the setup of a state whose YAML is given.
func steps(t *testing.T, yaml string) []step {
	t.Helper()
	file, err := ReadFile(written(t, "a state:\n  "+yaml+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return file.states["a state"].setUp
}

// run does a command with values, and gives what it returned.
func run(t *testing.T, yaml string, values map[string]any) (map[string]any, error) {
	t.Helper()
	tools := tools{processes: &processes{}}
	t.Cleanup(tools.processes.end)
	change := scenarios.StateChange{State: "a state", Action: "setup", Params: values}
	return steps(t, yaml)[0].do(t.Context(), tools, change)
}

func TestACommandsVariablesHaveAPrefix(t *testing.T) {
	t.Parallel()
	values, err := decoded(t, `{"id": "7", "BASH_ENV": "$(touch pwned)", "PATH": "/evil", "LD_PRELOAD": "x",
		"ENV": "x", "IFS": "x", "a=b": "1", "new\nline": "2", "é": "3", "": "4", "n": 1234567890123456789,
		"none": null, "object": {"a": [1]}, "yes": true, "CASEPACT_API_KEY": "5", "STATE": "6"}`)
	if err != nil {
		t.Fatal(err)
	}
	var ours []string
	for _, variable := range environmentOf(scenarios.StateChange{State: "a state", Action: "setup", Params: values}) {
		if !slices.Contains(os.Environ(), variable) {
			ours = append(ours, strings.ReplaceAll(variable, "\n", "|"))
		}
	}
	slices.Sort(ours)
	want := []string{
		"CASEPACT_ACTION=setup",
		"CASEPACT_PARAM_=4",
		"CASEPACT_PARAM_A_B=1",
		"CASEPACT_PARAM_BASH_ENV=$(touch pwned)",
		"CASEPACT_PARAM_CASEPACT_API_KEY=5",
		"CASEPACT_PARAM_ENV=x",
		"CASEPACT_PARAM_ID=7",
		"CASEPACT_PARAM_IFS=x",
		"CASEPACT_PARAM_LD_PRELOAD=x",
		"CASEPACT_PARAM_N=1234567890123456789",
		"CASEPACT_PARAM_NEW_LINE=2",
		`CASEPACT_PARAM_OBJECT={"a":[1]}`,
		"CASEPACT_PARAM_PATH=/evil",
		"CASEPACT_PARAM_STATE=6",
		"CASEPACT_PARAM_YES=true",
		"CASEPACT_PARAM__=3",
		"CASEPACT_STATE=a state",
	}
	if got := strings.Join(ours, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func decoded(t *testing.T, text string) (map[string]any, error) {
	t.Helper()
	values := readValues([]byte(text))
	if values == nil {
		return nil, errors.New("no object: " + text)
	}
	return values, nil
}

func TestNamesThatComeToOneVariable(t *testing.T) {
	t.Parallel()
	for name, values := range map[string]map[string]any{
		"CASEPACT_PARAM_ID":     {"id": "right", "ID": "wrong", "Id": "wrong"},
		"CASEPACT_PARAM_CASE_1": {"case_1": "right", "case-1": "wrong", "case.1": "wrong", "case 1": "wrong"},
		"CASEPACT_PARAM_CAF_":   {"caf_": "right", "café": "wrong"},
	} {
		for range 20 {
			last := ""
			for _, variable := range environmentOf(scenarios.StateChange{Params: values}) {
				if value, ok := strings.CutPrefix(variable, name+"="); ok {
					last = value
				}
			}
			if last != "right" {
				t.Errorf("%s is %q", name, last)
			}
		}
	}
}

func TestAServerRunsNothing(t *testing.T) {
	t.Parallel()
	pwned := filepath.Join(t.TempDir(), "pwned")
	stateURL := serve(t, stating(200, `{"id": "1", "BASH_ENV": "$(touch `+pwned+`)", "ENV": "$(touch `+pwned+`)",
		"x": "$(touch `+pwned+`)"}`))
	file := written(t, `
a case exists:
  setup: {http: {url: "`+stateURL+`"}}
  teardown: {command: [bash, -c, 'echo "$CASEPACT_PARAM_X"; sh -c true; exit 0']}
`)
	preparation := prepare(t, Options{File: file})
	if _, err := preparation.SetUp(t.Context(), aCase, nil); err != nil {
		t.Fatal(err)
	}
	if problems := preparation.TearDown(t.Context()); problems != nil {
		t.Error(problems)
	}
	if _, err := os.Stat(pwned); err == nil {
		t.Error("a value of the server ran")
	}
}

func TestWhereAValueOfACommandStands(t *testing.T) {
	t.Parallel()
	print := `'printf "{\"got\": \"%s\"}" "$1"'`
	for name, test := range map[string]struct {
		yaml  string
		value any
		want  string
	}{
		"a word":                  {`command: [sh, -c, ` + print + `, sh, "${id}"]`, "a b;$(x)", "a b;$(x)"},
		"a part of a word":        {`command: [sh, -c, ` + print + `, sh, "id=${id}"]`, "-7", "id=-7"},
		"a part of a path":        {`command: [sh, -c, ` + print + `, sh, "seeds/${id}.json"]`, "7", "seeds/7.json"},
		"a variable":              {`command: 'printf "{\"got\": \"%s\"}" "$CASEPACT_PARAM_ID"'`, "a b", "a b"},
		"a variable of a list":    {`command: [sh, -c, 'printf "{\"got\": \"%s\"}" "${CASEPACT_PARAM_ID}"']`, "7", "7"},
		"the script's own":        {`command: 'id=own; printf "{\"got\": \"%s\"}" "${id}"'`, "7", "own"},
		"an operand after --":     {`command: [sh, -c, 'printf "{\"got\": \"%s\"}" "$2"', sh, --, "${id}"]`, "-7", "-7"},
		"the environment's own":   {`command: 'printf "{\"got\": \"%s\"}" "${HOME:+home}"'`, "7", "home"},
		"no value of such a name": {`command: [sh, -c, ` + print + `, sh, "${other}"]`, "7", "${other}"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := run(t, test.yaml, map[string]any{"id": test.value, "HOME": "/evil"})
			if err != nil || got["got"] != test.want {
				t.Errorf("got %v, %v, want %s", got, err, test.want)
			}
		})
	}
	for name, test := range map[string]struct {
		yaml  string
		value any
		says  string
	}{
		"an option":            {`command: [echo, "${id}"]`, "--config=/x", `would take for an option`},
		"another directory":    {`command: [cat, "seeds/${id}.json"]`, "../key", "leads elsewhere"},
		"the directory above":  {`command: [rm, "-r", "seeds/${id}"]`, "..", "leads elsewhere"},
		"from a Windows path":  {`command: [cat, 'seeds\${id}']`, `..\key`, "leads elsewhere"},
		"null":                 {`command: [echo, "${id}"]`, nil, "the value of ${id} is null"},
		"an object":            {`command: [echo, "${id}"]`, map[string]any{}, "the value of ${id} is an object"},
		"a bare name":          {`command: 'echo "${id}"'`, "7", "write $CASEPACT_PARAM_ID for $id"},
		"a bare name in bash":  {`command: [bash, -ec, 'echo $id']`, "7", "write $CASEPACT_PARAM_ID for $id"},
		"a bare name, wrapped": {`command: [env, A=b, sh, -c, 'echo ${id:-0}']`, "7", "write $CASEPACT_PARAM_ID"},
		"a script of python":   {`command: [python3, -c, 'print("${id}")']`, "7", "write $CASEPACT_PARAM_ID"},
		"a remote command":     {`command: [ssh, host, 'unseed ${id}']`, "7", "write $CASEPACT_PARAM_ID"},
		"a letter of no text":  {`command: ["true"]`, "a\x00b", "NUL"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := run(t, test.yaml, map[string]any{"id": test.value}); err == nil ||
				!strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, %v, want %s", got, err, test.says)
			}
		})
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// pid reads the number of a process that a command wrote into a file.
func pid(t *testing.T, path string) int {
	t.Helper()
	number, err := strconv.Atoi(strings.TrimSpace(read(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// requireEnded waits until a process is gone. It may be a zombie for as long as nobody takes note
// of its end, so its state is asked for where there is a /proc.
func requireEnded(t *testing.T, process int) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(process), "stat"))
		gone := errors.Is(syscall.Kill(process, 0), syscall.ESRCH)
		if gone || err == nil && strings.Contains(string(status), ") Z ") {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("the process %d goes on", process)
		}
	}
}

// ending is a context that ends when it is told to, for a reason.
type ending struct {
	context.Context
	done   chan struct{}
	reason error
}

func (e ending) Done() <-chan struct{} { return e.done }

func (e ending) Err() error {
	select {
	case <-e.done:
		return e.reason
	default:
		return nil
	}
}

// runUntilStarted runs a shell's line until it has told the number of a process, which it writes to the file
// PID, and gives that.
func runUntilStarted(t *testing.T, line string, reason error) (process int, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pid")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	ctx, started := ending{t.Context(), make(chan struct{}), reason}, make(chan int, 1)
	go func() {
		text, _ := os.ReadFile(path)
		number, _ := strconv.Atoi(strings.TrimSpace(string(text)))
		started <- number
		close(ctx.done)
	}()
	words := []commandWord{{text: "sh"}, {text: "-c"}, {strings.ReplaceAll(line, "PID", path), true}}
	_, err = commandStep{words}.do(ctx, tools{processes: &processes{}}, scenarios.StateChange{})
	return <-started, err
}

func TestACommandsWholeGroupEndsWithItsTime(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"a child of the shell":            "sleep 600 & echo $! > PID; wait",
		"a child that holds the output":   "(sleep 600; echo done) & echo $! > PID; wait",
		"a child that is deaf to signals": "sh -c 'trap \"\" TERM; echo $$ > PID; sleep 600; sleep 600'; echo done",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			process, err := runUntilStarted(t, line, context.DeadlineExceeded)
			if err == nil || !strings.Contains(err.Error(), "not done in time; --timeout allows more") {
				t.Errorf("got %v", err)
			}
			requireEnded(t, process)
		})
	}
}

func TestWhatRunsInTheBackgroundEndsWithItsState(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	path, heard := filepath.Join(directory, "pid"), filepath.Join(directory, "heard")
	file := written(t, `
a case exists:
  setup: {command: 'sleep 600 & echo $! > `+path+`; echo "{\"id\": \"7\"}"'}
  teardown: {command: 'kill -0 $(cat `+path+`) && echo alive > `+heard+`'}
`)
	preparation := prepare(t, Options{File: file})
	if values, err := preparation.SetUp(t.Context(), aCase, nil); err != nil || values["id"] != "7" {
		t.Fatalf("got %v, %v", values, err)
	}
	if problems := preparation.TearDown(t.Context()); problems != nil {
		t.Error(problems)
	}
	if got := read(t, heard); got != "alive\n" {
		t.Error("it had ended before the teardown")
	}
	requireEnded(t, pid(t, path))
}

func TestAnInterruptEndsACommand(t *testing.T) {
	t.Parallel()
	process, err := runUntilStarted(t, "sleep 600 & echo $! > PID; wait", context.Canceled)
	if err == nil {
		t.Error("nothing was said")
	}
	requireEnded(t, process)
}

func TestAStatesFileChoosesItsProgramsAndHosts(t *testing.T) {
	t.Parallel()
	path := written(t, `
a: {command: ["${program}", x]}
b: {http: {url: "http://${host}/x"}}
c: {http: {url: "${base}/x"}}
d: {http: {url: "http://a.example:${port}"}}
e: {http: {url: "http://u:${password}@a.example/"}}
f: {http: {url: "a.example/x"}}
g: {http: {url: "https://a.example?x=${id}", headers: {"a b": x, Authorization: "Bearer x\n"}}}
h: {http: {url: "/${id}"}}
`)
	_, err := ReadFile(path)
	var problems strictyaml.Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	const behind = "must begin with http:// or https:// and a host, or with a slash"
	want := []strictyaml.Problem{
		{Line: 2, Message: "must name the program itself: no value of a state chooses what is run"},
		{Line: 3, Message: behind + ": values of a state can stand behind that alone"},
		{Line: 4, Message: behind + ": values of a state can stand behind that alone"},
		{Line: 5, Message: behind + ": values of a state can stand behind that alone"},
		{Line: 6, Message: behind + ": values of a state can stand behind that alone"},
		{Line: 7, Message: behind},
		{Line: 8, Message: `"a b" is no name of a header`},
		{Line: 8, Message: "ends with a line break"},
	}
	for i, problem := range problems {
		if i >= len(want) || problem.Line != want[i].Line || !strings.HasSuffix(problem.Message, want[i].Message) {
			t.Errorf("got %s", problem)
		}
	}
	if len(problems) != len(want) {
		t.Errorf("got %d problems, want %d", len(problems), len(want))
	}
}

func TestAValueInAnAddressIsData(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"/cases/${id}":             "/cases/a%2Fb%3Fc%26d%3D1%25%20%2B%C3%A9",
		"http://h/x?id=${id}&all=": "http://h/x?id=a%2Fb%3Fc%26d%3D1%25%20%2B%C3%A9&all=",
		"/x#${id}":                 "/x#a%2Fb%3Fc%26d%3D1%25%20%2B%C3%A9",
		"/${n}/${other}":           "/12345678901234567890/${other}",
		"/x?truth=${truth}&e=${e}": "/x?truth=true&e=",
	} {
		values, err := decoded(t, `{"id": "a/b?c&d=1% +é", "n": 12345678901234567890, "truth": true, "e": ""}`)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := fillInURL(address, values); err != nil || got != want {
			t.Errorf("%s: got %s, %v, want %s", address, got, err, want)
		}
	}
	for _, value := range []any{nil, "", ".", "..", true, []any{}, map[string]any{}} {
		if got, err := fillInURL("/cases/${id}", map[string]any{"id": value}); err == nil {
			t.Errorf("%v: got %s", value, got)
		}
	}
}
