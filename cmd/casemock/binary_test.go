package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// buildBinary makes the program as it is shipped.
func buildBinary(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "casemock.exe") // a name that every system runs
	command := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-o", path, ".")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, output)
	}
	return path
}

// started is a running server of the shipped program.
type started struct {
	command *exec.Cmd
	url     string
	output  io.Reader // what it prints behind its URL
}

// start runs the program with flags, up to its first answer.
func start(t testing.TB, binary string, flags ...string) started {
	t.Helper()
	line := append([]string{"serve", "--addr", "127.0.0.1:0"}, flags...)
	return answering(t, exec.CommandContext(context.Background(), binary, line...))
}

// answering starts a server, and waits for its first answer.
func answering(t testing.TB, command *exec.Cmd) started {
	t.Helper()
	server := ready(t, command)
	if status := server.lookup(t); status != http.StatusOK {
		t.Fatalf("the first answer is %d", status)
	}
	return server
}

// ready starts a server, and waits until it has printed where it listens.
func ready(t testing.TB, command *exec.Cmd) started {
	t.Helper()
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(output)
	url, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return started{command, strings.TrimSpace(url), lines}
}

func (s started) lookup(t testing.TB) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/case/1001", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "sandbox-key")
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	return response.StatusCode
}

// stop ends the program and tells how much time of the processor it has used.
func (s started) stop(t testing.TB) time.Duration {
	t.Helper()
	if err := s.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := s.command.Wait(); err != nil {
		t.Fatal(err)
	}
	return s.command.ProcessState.UserTime() + s.command.ProcessState.SystemTime()
}

func TestShippedBinary(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it builds the program")
	}
	start(t, buildBinary(t)).stop(t)
}

// BenchmarkStart measures the processor time from exec to the first answer, whatever the size of the
// population.
func BenchmarkStart(b *testing.B) {
	binary := buildBinary(b)
	for _, cases := range []string{"100", "10000000"} {
		b.Run("cases="+cases, func(b *testing.B) {
			var used time.Duration
			for b.Loop() {
				used += start(b, binary, "--cases", cases).stop(b)
			}
			b.ReportMetric(float64(used.Milliseconds())/float64(b.N), "cpu-ms/op")
		})
	}
}
