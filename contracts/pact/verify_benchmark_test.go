//go:build cgo && linux

package pact

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"casemock/contracts/pact/contract"
	"casemock/mockserver"

	"github.com/pact-foundation/pact-go/v2/provider"
)

// BenchmarkPact has Pact's own verifier alone hold the sandbox against the built-in scenarios, with the same
// provider-state change URL as BenchmarkVerify. It comes first: a verification of ours changes the environment
// that the native library looks at for good.
func BenchmarkPact(b *testing.B) {
	server := mockserver.NewTestServer(b, mockserver.WithKeys(contract.KeyPlaceholder))
	directory := b.TempDir()
	if _, err := contract.Generate(directory); err != nil {
		b.Fatal(err)
	}
	printed := divertForBenchmark(b)
	withPact := func() { verifyWithPact(server.URL, filepath.Join(directory, contract.FileName)) }
	withPact() // what the native library does once in a process
	printed.requireVerified(b)
	benchmarkVerification(b, func() {
		withPact()
		printed.requireVerified(b)
	})
}

// BenchmarkVerify does the same with Verify.
func BenchmarkVerify(b *testing.B) {
	server := mockserver.NewTestServer(b, mockserver.WithKeys(contract.KeyPlaceholder))
	_ = divertForBenchmark(b)
	withUs := func() { verifyWithUs(b, server.URL, EveryStory) }
	withUs()
	benchmarkVerification(b, withUs)
}

// benchmarkVerification reports the processor time as well: that of the process, and the sandbox runs in it.
func benchmarkVerification(b *testing.B, verify func()) {
	b.Helper()
	before := processorTime()
	rounds := 0
	for b.Loop() {
		verify()
		rounds++
	}
	b.ReportMetric(float64((processorTime()-before).Milliseconds())/float64(rounds), "cpu-ms/op")
}

// BenchmarkVerifyWithStories is all that casepact does by itself: the expectations and the stories.
func BenchmarkVerifyWithStories(b *testing.B) {
	server := mockserver.NewTestServer(b, mockserver.WithKeys(contract.KeyPlaceholder))
	_ = divertForBenchmark(b)
	for b.Loop() {
		verifyWithUs(b, server.URL)
	}
}

func verifyWithUs(b *testing.B, url string, skip ...string) {
	report, err := Verify(b.Context(), Options{ProviderURL: url, Skip: skip, APIKey: contract.KeyPlaceholder,
		StateURL: url + mockserver.AdminPath + "states"})
	if err != nil {
		b.Fatal(err)
	}
	if counts := report.Counts(); counts.Verified != len(report.Results) {
		b.Fatalf("of %d expectations: %+v", len(report.Results), counts)
	}
}

// verifyWithPact does what users of pact-go do. What comes of it is only printed: pact-go reports to the
// test that it is not given, and panics.
func verifyWithPact(url, pactFile string) {
	defer func() { _ = recover() }()
	_ = provider.NewVerifier().VerifyProvider(nil, provider.VerifyRequest{
		Provider:               contract.Provider,
		ProviderBaseURL:        url,
		PactFiles:              []string{pactFile},
		ProviderStatesSetupURL: url + mockserver.AdminPath + "states",
		DisableColoredOutput:   true,
	})
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // which cannot fail for the process itself
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// printedFile is what the native library prints while a benchmark runs.
type printedFile struct{ *os.File }

// divertForBenchmark is native.DivertOutput until the benchmark ends; the testing package goes on with
// the standard output that it holds.
func divertForBenchmark(b *testing.B) printedFile {
	b.Helper()
	file, err := os.Create(filepath.Join(b.TempDir(), "printed"))
	if err != nil {
		b.Fatal(err)
	}
	standard := int(os.Stdout.Fd())
	own, err := syscall.Dup(standard)
	if err == nil {
		err = syscall.Dup3(int(file.Fd()), standard, 0)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = syscall.Dup3(own, standard, 0)
		_ = syscall.Close(own)
		_ = file.Close()
	})
	return printedFile{file}
}

func (p printedFile) forget(b *testing.B) {
	b.Helper()
	if err := p.Truncate(0); err != nil {
		b.Fatal(err)
	}
	if _, err := p.Seek(0, 0); err != nil { // the native library writes where the file stands
		b.Fatal(err)
	}
}

// requireVerified reads in Pact's report that all answers were as they should be.
func (p printedFile) requireVerified(b *testing.B) {
	b.Helper()
	report, err := os.ReadFile(p.Name())
	if err != nil {
		b.Fatal(err)
	}
	p.forget(b)
	contract, err := contract.FromScenarios()
	if err != nil {
		b.Fatal(err)
	}
	right, wrong := len(rightStatus.FindAll(report, -1)), bytes.Count(report, []byte("(FAILED)"))
	if right != len(contract.Interactions) || wrong > 0 {
		b.Fatalf("Pact found %d right statuses in %d expectations, and %d things wrong",
			right, len(contract.Interactions), wrong)
	}
}

var rightStatus = regexp.MustCompile(`has status code \d+ \(OK\)`)
