package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"casemock/contracts/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"casepact": main})
}

// TestScripts types the commands of testdata/script, as a user would. Besides testscript's own
// commands there are:
//
//	serve KIND         start a server until the script ends, and set $URL: a crm, a crm over tls
//	                   (whose certificate is written to ca.pem), the fake, a login page, or one
//	                   that redirects away
//	stuck              like serve crm, but a PATCH is never answered
//	terminate          send TERM to the programs in the background
//	trickle            start a server that begins every answer and never ends one
//	reached            wait until a PATCH has been sent to the stuck server, or anything to the other
//	spoil PROPERTY     put a proxy before it that leaves a property out of what a PATCH answers
//	broker FILE...     start a Pact broker with those pacts, at /pact/1 and so on, and set $BROKER and
//	                   $BROKER_HOST; with -tls before them, over tls, as serve tls
//	told PATTERN       the broker was told something like that
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve": serveKind, "stuck": stuck, "trickle": trickle, "reached": reached, "spoil": spoil,
			"terminate": terminate, "broker": startBroker, "told": told,
		},
		Setup: func(env *testscript.Env) error {
			env.Values[brokerKey{}] = &pactBroker{}
			env.Values[arrivalKey{}] = make(chan struct{}, 1)
			env.Setenv("KEY", crmKey)
			env.Setenv("CASEPACT_PATIENCE", "0")
			env.Setenv("GORACE", "atexit_sleep_ms=0") // the race detector lets each program wait a second
			return nil
		},
		UpdateScripts:       golden.Updating(),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}
