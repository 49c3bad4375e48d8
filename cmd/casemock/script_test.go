package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"casemock/contracts/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"casemock": main})
}

// TestScripts types the commands of testdata/script, as a user would. Besides testscript's own
// commands there are:
//
//	listening FILE                 wait for the server whose --addr-file that is; set $URL and $ADMIN
//	request METHOD URL [PART]...   send a request with headers and a body; stdout is the answer
//	occurs FILE                    the body of that answer is a part of the file
//	until PATTERN METHOD URL ...   send requests until the answer is like that
//	begin N METHOD URL [PART]...   send N requests at once, and read no more than the heads of the answers
//	finish                         read the rest of the answers that were begun
//	raw URL FILE                   send the lines of a file as they are; stdout is what comes back
//	vanish URL FILE                send the lines of a file, and reset the connection in mid-answer
//	deaf URL FILE                  send the lines of a file again and again, and read no answer
//	idle URL N                     open connections that say nothing, until the script ends
//	refused URL                    wait until nobody listens there any more
//	signal NAME [COMMAND]          send HUP, INT or TERM to the programs in the background, or to one such as play
//
// and the condition [files:N], that a process may have so many files and connections open.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"listening": listening, "request": request, "occurs": occurs, "until": until,
			"begin": begin, "finish": finish, "raw": raw, "vanish": vanish, "deaf": deaf, "idle": idle,
			"refused": refused, "signal": sendSignal,
		},
		Condition: condition,
		Setup: func(env *testscript.Env) error {
			env.Values[begunKey{}] = new(begun)
			env.Setenv("GORACE", "atexit_sleep_ms=0") // the race detector lets each program wait a second
			return nil
		},
		UpdateScripts:       golden.Updating(),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}
