package native

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ownProcessVariable makes TestOwnProcess run, in a process whose environment and output it owns.
const ownProcessVariable = "CASEPACT_TEST_OWN_PROCESS"

func TestOwnProcess(t *testing.T) {
	path := os.Getenv(ownProcessVariable)
	if path == "" {
		t.Skip("run by the tests below")
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := DivertOutput(file); err != nil {
		t.Fatal(err)
	}
	trusted := os.Getenv("SSL_CERT_FILE")
	verdicts, err := Match(contractOf(t, plainInteraction), newScripted())
	if err != nil {
		t.Fatal(err)
	}
	if got := os.Getenv("SSL_CERT_FILE"); got != trusted {
		t.Errorf("we trust %q now", got)
	}
	if _, err := os.Stdout.WriteString("ours: " + describe(verdicts[0]) + "\n"); err != nil {
		t.Fatal(err)
	}
}

// inOwnProcess has Pact verify a contract and returns what it wrote to standard output, and what the
// native library printed.
func inOwnProcess(t *testing.T, environment ...string) (output, native string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "native")
	command := exec.Command(os.Args[0], "-test.run=^TestOwnProcess$", "-test.v")
	command.Env = append(append(os.Environ(), ownProcessVariable+"="+path), environment...)
	text, err := command.Output()
	if err != nil {
		t.Errorf("%v: %s", err, text)
	}
	printed, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	}
	return string(text), string(printed)
}

func TestTheNativeLibrarysOutputIsDiverted(t *testing.T) {
	t.Parallel()
	output, native := inOwnProcess(t)
	if !strings.Contains(output, "ours: ok") || strings.Contains(output, "Verifying a pact") {
		t.Errorf("our output is %q", output)
	}
	if !strings.Contains(native, "Verifying a pact between Khoros Marketing and Case API") {
		t.Errorf("the native library's is %q", native)
	}
}

func TestTheEnvironmentDecidesNothing(t *testing.T) {
	t.Parallel()
	for _, variable := range []string{
		"PACT_PROVIDER_STATE=nobody", "PACT_PROVIDER_NO_STATE=true", "PACT_DESCRIPTION=nothing",
		"PACT_URL=http://127.0.0.1:1/pact", "PACT_BROKER_URL=http://127.0.0.1:1",
		"PACT_BROKER_TOKEN=x", "PACT_MATCHING_ENGINE=v2", "HTTP_PROXY=http://127.0.0.1:1",
	} {
		t.Run(variable, func(t *testing.T) {
			t.Parallel()
			if output, _ := inOwnProcess(t, variable); !strings.Contains(output, "ours: ok") {
				t.Errorf("got %q", output)
			}
		})
	}
}

// The library talks to a loopback address without TLS, and would still want certificates.
func TestNoAuthoritiesAreNeeded(t *testing.T) {
	t.Parallel()
	output, _ := inOwnProcess(t, "SSL_CERT_FILE="+os.DevNull, "SSL_CERT_DIR="+t.TempDir())
	if !strings.Contains(output, "ours: ok") {
		t.Errorf("got %q", output)
	}
}

func TestLoopbackNeedsNoProxy(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lists []string
		want  string
	}{
		{nil, "localhost,127.0.0.1,::1"},
		{[]string{"", ""}, "localhost,127.0.0.1,::1"},
		{[]string{"", "a.example,"}, "a.example,localhost,127.0.0.1,::1"},
		{[]string{"*.corp", "a.example"}, "*.corp,localhost,127.0.0.1,::1"},
	} {
		if got := withLoopback(test.lists...); got != test.want {
			t.Errorf("%q: got %s, want %s", test.lists, got, test.want)
		}
	}
}
