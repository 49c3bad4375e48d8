package native

import (
	"os"
	"strings"
	"sync"
)

// prepareEnvironment keeps the environment from deciding a verification. It changes the process's, once,
// since the library reads it from there.
var prepareEnvironment = sync.OnceFunc(func() {
	_ = os.Unsetenv("PACT_MATCHING_ENGINE")    // another one matches otherwise
	_ = os.Setenv("PACT_DO_NOT_TRACK", "true") // else it calls an analytics host
	// The library asks the proxy even for loopback addresses.
	_ = os.Setenv("NO_PROXY", withLoopback(os.Getenv("NO_PROXY"), os.Getenv("no_proxy")))
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
