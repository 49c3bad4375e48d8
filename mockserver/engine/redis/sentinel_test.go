package redis

import (
	"strings"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/redistest"
)

// TestSentinel kills a master: its replica takes over, and has what was written.
func TestSentinel(t *testing.T) {
	t.Parallel()
	master := redistest.Start(t, "--repl-diskless-sync-delay", "0")
	replica := redistest.Start(t, "--replicaof", "127.0.0.1 "+master.Address[len("127.0.0.1:"):])
	node := goredis.NewClient(&goredis.Options{Addr: master.Address})
	defer node.Close()
	awaitCopy(t, node) // so that the sentinel finds the replica at its first look
	sentinel := redistest.StartSentinel(t, "cases", master)
	told := make(reports, 100)
	opened := mustOpen(t, sentinel.URL()+"&master_name=cases", told.options())
	version := commit(t, opened, engine.Version{}, "a=1")
	awaitCopy(t, node)
	awaitReplica(t, sentinel, replica)

	master.Kill()
	if _, _, err := opened.Arrive(t.Context(), "w", version); err == nil {
		t.Log("the replica took over while the first request waited")
	} else if back := <-told; back == nil {
		t.Errorf("told %v when the master was lost", back)
	} else if back := <-told; back != nil {
		t.Errorf("told %v when the replica had taken over", back)
	}
	since := readAll(t, opened, engine.Version{})
	if since.Version != version || len(since.Records) != 1 {
		t.Errorf("the replica knows %v, want version %v", since, version)
	}
	commit(t, opened, version, "a=2")
}

// awaitCopy waits until the replica of a master has all that the master was told.
func awaitCopy(t *testing.T, master *goredis.Client) {
	t.Helper()
	if err := master.Set(t.Context(), "waited", "", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if copies, err := master.Wait(t.Context(), 1, 20*time.Second).Result(); copies != 1 || err != nil {
		t.Fatalf("%d replicas have it: %v", copies, err)
	}
}

// awaitReplica waits until a sentinel knows a replica, and that it can take over.
func awaitReplica(t *testing.T, sentinel, replica *redistest.Server) {
	t.Helper()
	node := goredis.NewSentinelClient(&goredis.Options{Addr: sentinel.Address})
	defer node.Close()
	_, port, _ := strings.Cut(replica.Address, ":")
	for {
		found, err := node.Replicas(t.Context(), "cases").Result()
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 1 && found[0]["port"] == port && found[0]["flags"] == "slave" &&
			found[0]["master-link-status"] == "ok" {
			return
		}
		time.Sleep(10 * time.Millisecond) // nobody tells when it does
	}
}
