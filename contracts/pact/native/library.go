//go:build cgo

package native

import (
	"fmt"
	"io"
	"log"
	"sync"
	"testing"
	"time"

	"github.com/pact-foundation/pact-go/v2/provider"
)

// This file is the only one that calls pact-go's native packages, and it calls them oddly. pact-go
// reports a verification to a *testing.T and otherwise gives an error without parts. What each
// interaction met is told in one place alone: the results that Pact publishes to a broker. So the
// bridge poses as the broker, serves the pact and takes the results; it is also the provider-state
// change URL, and answers in the place of pact-go's proxy, so that every request to the server
// under test is sent by us.
//
// A *testing.T cannot be made outside of go test. VerifyProvider touches it only after the
// verdict, to report what we have by then, so it is given nil and the panic is recovered. A test
// pins this.

// newVerifier guards the making of verifiers: for that moment the standard logger is silent.
var newVerifier sync.Mutex

// runNative has Pact verify what the bridge serves. The error matters only when the bridge was told no
// results: a nil error is not a verdict.
func runNative(bridge *bridge) (err error) {
	if err := CheckLibrary(); err != nil {
		return err
	}
	defer func() {
		if recovered := recover(); recovered != nil {
			err = fmt.Errorf("%v", recovered)
		}
	}()
	return quietVerifier().VerifyProvider((*testing.T)(nil), provider.VerifyRequest{
		Provider:                   bridge.provider,
		ProviderBaseURL:            bridge.url,
		BrokerURL:                  bridge.url,
		BrokerUsername:             bridgeUser,
		BrokerPassword:             bridge.secret,
		ProviderVersion:            "1",
		PublishVerificationResults: true,
		FailIfNoPactsFound:         true,
		FilterDescription:          ".*", // else PACT_DESCRIPTION decides
		ProviderStatesSetupURL:     bridge.stateURL(),
		RequestFilter:              bridge.insteadOf,
		RequestTimeout:             time.Hour, // ours are shorter, and say what took so long
		DisableColoredOutput:       true,
	})
}

// quietVerifier makes a verifier. Every one but the first of a process complains to the standard
// logger that the native log is set up already.
func quietVerifier() *provider.Verifier {
	newVerifier.Lock()
	defer newVerifier.Unlock()
	prepareEnvironment()
	output := log.Writer()
	log.SetOutput(io.Discard)
	defer log.SetOutput(output)
	return provider.NewVerifier()
}
