package native

import (
	"os"
	"strings"
	"sync"

	pactlog "github.com/pact-foundation/pact-go/v2/log"
)

// steering are the variables by which pact-go and the native library would let the environment
// decide what is verified, and how.
var steering = []string{
	"PACT_URL", "PACT_DESCRIPTION", "PACT_PROVIDER_STATE", "PACT_PROVIDER_NO_STATE",
	"PACT_BROKER_URL", "PACT_BROKER_USERNAME", "PACT_BROKER_PASSWORD", "PACT_BROKER_TOKEN",
	"PACT_MATCHING_ENGINE", "PACT_LOG_PATH",
}

// prepareEnvironment keeps the environment from deciding a verification: with PACT_PROVIDER_STATE,
// for one, Pact verifies nothing and calls it a success. It changes the process's environment,
// once, since the native library reads it from there.
var prepareEnvironment = sync.OnceFunc(func() {
	for _, name := range steering {
		_ = os.Unsetenv(name)
	}
	_ = os.Setenv("PACT_DO_NOT_TRACK", "true") // else it calls an analytics host
	// The native library asks the proxy even for loopback addresses.
	_ = os.Setenv("NO_PROXY", withLoopback(os.Getenv("NO_PROXY"), os.Getenv("no_proxy")))
	// The native log goes to standard output, with the headers of every request: errors alone are let
	// through. Fails on unknown levels only.
	_ = pactlog.SetLogLevel("ERROR")
})

// withLoopback adds the loopback addresses to the first list that is not empty.
func withLoopback(lists ...string) string {
	const loopback = "localhost,127.0.0.1,::1"
	for _, list := range lists {
		if list != "" {
			return strings.TrimSuffix(list, ",") + "," + loopback
		}
	}
	return loopback
}
