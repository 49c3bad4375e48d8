package redis

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/enginetest"
	"casemock/mockserver/engine/redistest"
)

// TestCluster runs the suite over a cluster of three nodes, among which the worlds are spread.
func TestCluster(t *testing.T) {
	t.Parallel()
	var addresses []string
	var first *redistest.Server
	for range 3 {
		first = redistest.Start(t, "--cluster-enabled", "yes")
		addresses = append(addresses, first.Address)
	}
	make := append(append([]string{"--cluster", "create"}, addresses...), "--cluster-yes")
	if output, err := exec.Command("redis-cli", make...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	for _, address := range addresses {
		for info := ""; !strings.Contains(info, "cluster_state:ok"); time.Sleep(10 * time.Millisecond) { // nobody tells
			output, err := exec.Command("redis-cli", "-u", "redis://"+address, "cluster", "info").Output()
			if err != nil {
				t.Fatal(err)
			}
			info = string(output)
		}
	}
	enginetest.Run(t, enginetest.Kind{Shared: true, New: func(t *testing.T) enginetest.Opener {
		address := first.URL() + "&addr=" + addresses[0] + "&addr=" + addresses[1]
		return func(options engine.Options) (engine.Engine, error) { return Open(t.Context(), address, options) }
	}})
}
