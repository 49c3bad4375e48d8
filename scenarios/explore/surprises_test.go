package explore_test

import (
	"testing"
	"testing/synctest"

	"casemock/contracts/target"
	"casemock/mockserver"
	"casemock/mockserver/surprises"
	"casemock/scenarios/explore"
)

// TestNoSurpriseIsBlamed proves the surprises legal, and the explorer fair: alone, and all together.
func TestNoSurpriseIsBlamed(t *testing.T) {
	t.Parallel()
	profiles := []string{surprises.Hostile}
	for _, surprise := range surprises.All() {
		profiles = append(profiles, surprises.Hostile+":"+surprise.Name)
	}
	for _, profile := range profiles {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			for seed := range *seeds {
				synctest.Test(t, func(t *testing.T) { // a slow answer takes no time
					server := client(t, sandbox(t, mockserver.WithProfile(profile)),
						func(o *target.Options) { o.Patience = 0 })
					requireNothing(t, run(t, server, func(o *explore.Options) {
						o.Seed, o.Sequences = uint64(seed+1), 4**seeds
					}))
				})
			}
		})
	}
}
