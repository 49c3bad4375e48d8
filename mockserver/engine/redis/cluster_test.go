package redis

import (
	"strings"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/enginetest"
	"casemock/mockserver/engine/redistest"
)

// TestCluster runs the suite over a cluster, of one node that has all slots.
func TestCluster(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t, "--cluster-enabled", "yes")
	node := goredis.NewClient(&goredis.Options{Addr: server.Address})
	defer node.Close()
	if err := node.ClusterAddSlotsRange(t.Context(), 0, 16383).Err(); err != nil {
		t.Fatal(err)
	}
	for {
		info, err := node.ClusterInfo(t.Context()).Result()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(info, "cluster_state:ok") {
			break
		}
		time.Sleep(10 * time.Millisecond) // nobody tells when it is ready
	}
	enginetest.Run(t, enginetest.Kind{Shared: true, New: func(t *testing.T) enginetest.Opener {
		address := server.URL() + "&addr=" + server.Address
		return func(options engine.Options) (engine.Engine, error) { return Open(t.Context(), address, options) }
	}})
}
