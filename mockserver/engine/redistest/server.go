package redistest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
)

// Server is a Redis server on a free port of this machine.
type Server struct {
	// Address is its HOST:PORT.
	Address string

	arguments []string
	process   *exec.Cmd
	output    bytes.Buffer // what it says until it is ready
	ended     chan struct{}
	prefixes  atomic.Uint64
}

// Start starts a server with settings such as "--appendonly", "yes", until the test ends. PORT in one of them stands
// for its port. Without Redis on the machine the test fails.
func Start(t testing.TB, settings ...string) *Server {
	t.Helper()
	return run(t, func(directory, port string) []string {
		arguments := []string{"--bind", "127.0.0.1", "--port", port, "--dir", directory, "--save", ""}
		for _, setting := range settings {
			arguments = append(arguments, strings.ReplaceAll(setting, "PORT", port))
		}
		return arguments
	})
}

// StartSentinel starts a sentinel that watches a server, which it calls by that name, until the test ends.
func StartSentinel(t testing.TB, name string, master *Server) *Server {
	t.Helper()
	host, port, _ := net.SplitHostPort(master.Address)
	configuration := fmt.Sprintf("sentinel monitor %[1]s %[2]s %[3]s 1\nsentinel down-after-milliseconds %[1]s 300\n"+
		"sentinel failover-timeout %[1]s 2000\n", name, host, port)
	return run(t, func(directory, port string) []string {
		path := filepath.Join(directory, "sentinel.conf") // which it writes to
		if err := os.WriteFile(path, []byte(configuration), 0o600); err != nil {
			t.Fatal(err)
		}
		return []string{path, "--sentinel", "--bind", "127.0.0.1", "--port", port, "--dir", directory}
	})
}

// run starts a process with arguments for a directory and a port.
func run(t testing.TB, arguments func(directory, port string) []string) *Server {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Fatalf("%v: install it, on Debian with apt-get install redis-server", err)
	}
	directory := t.TempDir()
	said := ""
	// Another process may take the port before Redis does; then there is another one.
	for range 10 {
		server := &Server{Address: freeAddress()}
		_, port, _ := net.SplitHostPort(server.Address)
		server.arguments = arguments(directory, port)
		if server.start(t) {
			t.Cleanup(server.Kill)
			return server
		}
		said = server.output.String()
	}
	t.Fatalf("redis-server does not start:\n%s", said)
	return nil
}

// freeAddress is one that nobody listens on, and that no system gives to who asks for any: a server that is killed
// finds it free when it starts again.
func freeAddress() string {
	for {
		address := fmt.Sprintf("127.0.0.1:%d", 10_000+rand.IntN(20_000))
		if listener, err := net.Listen("tcp", address); err == nil {
			_ = listener.Close()
			return address
		}
	}
}

// URL is the address of a store in the server. Each call gives another one.
func (s *Server) URL() string {
	return fmt.Sprintf("redis://%s?prefix=test%d:", s.Address, s.prefixes.Add(1))
}

// Scripts is how many scripts the server has run.
func (s *Server) Scripts(t testing.TB) (calls int) {
	t.Helper()
	text, err := exec.Command("redis-cli", "-u", "redis://"+s.Address, "info", "commandstats").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range scriptCalls.FindAllSubmatch(text, -1) {
		number, _ := strconv.Atoi(string(found[1]))
		calls += number
	}
	return calls
}

var scriptCalls = regexp.MustCompile(`cmdstat_eval(?:sha)?:calls=(\d+)`)

// Kill ends the server at once.
func (s *Server) Kill() {
	_ = s.process.Process.Kill() // which may have ended already
	<-s.ended
}

// Restart starts the server that was killed once more, with what is on its disk.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	if !s.start(t) {
		t.Fatalf("redis-server does not start again:\n%s", s.output.String())
	}
}

// start starts the process, and reports whether it says that it is ready before it ends. Who answers at its address may
// be another one.
func (s *Server) start(t testing.TB) bool {
	t.Helper()
	s.process = exec.Command("redis-server", s.arguments...)
	output, err := s.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.output.Reset()
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	ready, ended := make(chan bool, 1), make(chan struct{})
	s.ended = ended
	go func() {
		lines := bufio.NewScanner(io.TeeReader(output, &s.output))
		for lines.Scan() {
			if strings.Contains(lines.Text(), "Ready to accept connections") || strings.Contains(lines.Text(), "+monitor") {
				ready <- true
				break
			}
		}
		_, _ = io.Copy(io.Discard, output)
		_ = s.process.Wait() // which says that it was killed
		close(ended)
	}()
	select {
	case <-ready:
		return true
	case <-ended:
		return false
	}
}
