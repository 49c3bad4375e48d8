package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"casemock/contracts/pact"
	"casemock/mockserver"
	"casemock/mockserver/adminclient"
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
			if profile != surprises.Hostile { // which draws one of several
				requireMet(t, server.URL)
			}
			if counts := told.Counts(); counts.Verified < 40 {
				t.Errorf("only %d expectations were verified: %+v", counts.Verified, counts)
			}
		})
	}
}

// requireMet asks for each surprise of the server to be in an answer: one that is not has proved nothing. What a
// verification does not meet, what is forced shows, and the seeded data.
func requireMet(t *testing.T, address string) {
	t.Helper()
	for _, asked := range [][3]string{{"PATCH", "case/1001", "code=500"}, {"PATCH", "case/1001", "code=422"},
		{"GET", "case/1002"}, {"GET", "customer/C-1001/cases"}} {
		request, err := http.NewRequestWithContext(t.Context(), asked[0], address+"/"+asked[1],
			strings.NewReader(`{"title": "x"}`))
		if err != nil {
			t.Fatal(err)
		}
		request.Header = http.Header{"Authorization": {mockserver.DefaultKey}, "Prefer": {asked[2]},
			"Content-Type": {"application/json"}}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, answer.Body); err != nil { // what is broken off need not be counted yet
			t.Fatal(err)
		}
		_ = answer.Body.Close()
	}
	admin, err := adminclient.New(address)
	if err != nil {
		t.Fatal(err)
	}
	met, err := admin.Surprises(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, times := range met {
		if times == 0 {
			t.Errorf("%s was in no answer", name)
		}
	}
}
