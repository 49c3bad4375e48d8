package main

import (
	"testing"
	"time"

	"casemock/contracts/pact"
	"casemock/mockserver"
	"casemock/mockserver/surprises"
)

// TestNoSurpriseIsBlamed proves the surprises legal, and the verifier fair: alone, and all together.
func TestNoSurpriseIsBlamed(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it verifies the whole contract once for each surprise")
	}
	profiles := []string{surprises.Hostile}
	for _, surprise := range surprises.All() {
		profiles = append(profiles, surprises.Hostile+":"+surprise.Name)
	}
	for _, profile := range profiles {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			server := mockserver.NewTestServer(t, mockserver.WithProfile(profile))
			told, err := pact.Verify(t.Context(), pact.Options{ProviderURL: server.URL, APIKey: mockserver.DefaultKey,
				Patience: -time.Second})
			if err != nil {
				t.Fatal(err)
			}
			for _, result := range told.Results {
				for _, finding := range result.Failures() {
					t.Errorf("%s: %s %s: %s, not %s", result.Description, finding.RuleID, finding.Message, finding.Expected,
						finding.Actual)
				}
			}
			if counts := told.Counts(); counts.Verified < 40 {
				t.Errorf("only %d expectations were verified: %+v", counts.Verified, counts)
			}
		})
	}
}
