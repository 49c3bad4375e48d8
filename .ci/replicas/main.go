// Command replicas is what .ci/cluster runs: it starts Redis, three replicas of casemock and a balancer before them,
// lets many clients work through it at once, also while a replica or Redis is killed and comes back, and compares what
// they were told with what is there.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

const replicas = 3

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: replicas PATH-OF-CASEMOCK")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "replicas:", err)
		os.Exit(1)
	}
}

// run runs the checks one after the other. The error is that some of them were broken, or that nothing could be run.
func run(casemock string) error {
	directory, err := os.MkdirTemp("", "casemock-cluster-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(directory)
	here, err := startCluster(casemock, directory)
	defer here.stop()
	if err != nil {
		return err
	}
	fmt.Printf("%-44s %8s %8s %8s %8s\n", "", "told", "there", "lost", "twice")
	broken := 0
	for _, check := range checks {
		result, err := check.run(here)
		if err != nil {
			return fmt.Errorf("%s: %w", check.name, err)
		}
		fmt.Printf("%-44s %s\n", check.name, result)
		if result.broken() {
			broken++
		}
	}
	if broken > 0 {
		return fmt.Errorf("%d of %d checks are broken", broken, len(checks))
	}
	return nil
}

// cluster is what is running.
type cluster struct {
	redis    *process
	replicas []*replica
	balancer *balancer
}

func startCluster(casemock, directory string) (*cluster, error) {
	here := &cluster{}
	redisAddress, err := freeAddress()
	if err != nil {
		return here, err
	}
	if here.redis, err = startRedis(directory, redisAddress); err != nil {
		return here, err
	}
	scenarios := filepath.Join(directory, "scenarios.yaml")
	if err := os.WriteFile(scenarios, []byte(tenSteps()), 0o600); err != nil {
		return here, err
	}
	for range replicas {
		address, err := freeAddress()
		if err != nil {
			return here, err
		}
		next := &replica{address: address, program: casemock, arguments: []string{"serve", "--addr", address,
			"--store", "redis://" + redisAddress, "--scenarios", scenarios, "--journal", "100000",
			"--log-level", "error", "--public-url", "http://sandbox.example"}}
		here.replicas = append(here.replicas, next)
		if err := next.start(); err != nil {
			return here, err
		}
	}
	here.balancer, err = startBalancer(here.replicas)
	return here, err
}

// stop ends all processes.
func (c *cluster) stop() {
	for _, replica := range c.replicas {
		replica.kill()
	}
	if c.redis != nil {
		c.redis.kill()
	}
}

// errMissing is the error where there is no Redis.
var errMissing = errors.New("redis-server is missing: on Debian, apt-get install redis-server")
