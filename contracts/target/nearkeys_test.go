package target

import (
	"os/exec"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

// TestNearKeysAreWhatAShellMakes of the key's variable, and none is the key.
func TestNearKeysAreWhatAShellMakes(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell")
	}
	for _, key := range []string{"sandbox-key", "Bearer eyJhbGci.b-_Z", "SECRET-B", "ApiKey abcd=", "0000x", "tökeñ-b"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			near := nearKeys(key, "KEY")
			if len(near) < 3 {
				t.Fatalf("only %d", len(near))
			}
			seen := map[string]bool{key: true}
			for _, wrong := range near {
				command := exec.Command(shell, "-c", `printf %s "`+wrong.shown+`"`)
				command.Env = append(command.Environ(), "KEY="+key, "LC_ALL=C")
				made, err := command.Output()
				if err != nil || string(made) != wrong.value {
					t.Errorf("%s makes %q, want %q: %v", wrong.shown, made, wrong.value, err)
				}
				if seen[wrong.value] {
					t.Errorf("%q is no other key", wrong.value)
				}
				seen[wrong.value] = true
			}
		})
	}
}

func TestSomeKeysHaveNoNearOnes(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"", "abc", "Bearer x", "Basic bWU6c2VjcmV0", "basic bWU6c2VjcmV0"} {
		if near := nearKeys(key, "KEY"); len(near) > 0 {
			t.Errorf("%q has %v", key, near)
		}
	}
}

// TestNearKeysAreNotShown, since they would give the key away.
func TestNearKeysAreNotShown(t *testing.T) {
	t.Parallel()
	client := newClient(t, Options{URL: serve(t, crm.New()), APIKey: crm.Key})
	for _, key := range client.NearKeys() {
		_, exchange, err := client.Do(t.Context(), client.Read("/customer/1").With("Authorization", key))
		shown := exchange.RequestHeaders.Get("Authorization")
		if err != nil || exchange.Status != 401 || !strings.Contains(shown, "CASEPACT_API_KEY") {
			t.Errorf("%q is shown as %q: %v", key, shown, err)
		}
		if text := client.Shown("no such key: " + key); strings.Contains(text, crm.Key[:len(crm.Key)-1]) {
			t.Errorf("got %q", text)
		}
		if curl := exchange.Curl(); !strings.Contains(curl, `-H "Authorization: `+shown+`"`) {
			t.Errorf("got %s", curl)
		}
	}
}
