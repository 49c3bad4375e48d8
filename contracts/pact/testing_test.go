package pact

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

//nolint:tparallel // the subtests are VerifyProvider's, which run one after the other
func TestVerifyProviderPassesACorrectServer(t *testing.T) {
	t.Parallel()
	report := VerifyProvider(t, serve(t, crm.New()), func(o *Options) { o.APIKey = crm.Key },
		func(o *Options) { o.Only = []string{"lookupCase"} })
	if report.Counts().Verified == 0 {
		t.Error("nothing was verified")
	}
}

// brokenVariable makes TestBrokenServer run, in a process of its own since it must fail.
const brokenVariable = "CASEPACT_TEST_BROKEN"

func TestBrokenServer(t *testing.T) {
	if os.Getenv(brokenVariable) == "" {
		t.Skip("run by TestVerifyProviderFailsABrokenServer")
	}
	VerifyProvider(t, serve(t, crm.With(crm.Showing(without("url"), "lookupCase"))),
		func(o *Options) { o.APIKey, o.Only = crm.Key, []string{"lookupCase"} })
}

func TestVerifyProviderFailsABrokenServer(t *testing.T) {
	t.Parallel()
	command := exec.Command(os.Args[0], "-test.run=^TestBrokenServer$", "-test.v")
	command.Env = append(os.Environ(), brokenVariable+"=1")
	output, err := command.CombinedOutput()
	if err == nil {
		t.Fatal("the broken server passed")
	}
	for _, line := range []string{
		"--- FAIL: TestBrokenServer/lookupCase/200", "--- PASS: TestBrokenServer/lookupCase/404",
		"--- SKIP: TestBrokenServer/lookupCase/500", "lookupCase/200/url: url is required",
		`curl -i -H "Authorization: $CASEPACT_API_KEY"`,
	} {
		if !strings.Contains(string(output), line) {
			t.Errorf("the output lacks %q:\n%s", line, output)
		}
	}
}
