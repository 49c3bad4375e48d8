package redistest

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// Server is a Redis server on a free port of this machine.
type Server struct {
	// Address is its HOST:PORT.
	Address string

	arguments []string
	process   *exec.Cmd
	ended     chan struct{}
	prefixes  atomic.Uint64
}

// Start starts a server with settings such as "--appendonly", "yes", until the test ends. Without Redis on the machine
// the test fails.
func Start(t testing.TB, settings ...string) *Server {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Fatalf("%v: install it, on Debian with apt-get install redis-server", err)
	}
	directory := t.TempDir()
	// Another process may take the port before Redis does; then there is another one.
	for range 10 {
		server := &Server{Address: freeAddress(t)}
		_, port, _ := net.SplitHostPort(server.Address)
		server.arguments = append([]string{"--bind", "127.0.0.1", "--port", port, "--dir", directory, "--save", "",
			"--logfile", filepath.Join(directory, "redis.log")}, settings...)
		if server.start(t) {
			t.Cleanup(server.Kill)
			return server
		}
	}
	log, _ := os.ReadFile(filepath.Join(directory, "redis.log"))
	t.Fatalf("redis-server does not start:\n%s", log)
	return nil
}

// freeAddress is one that nobody listens on.
func freeAddress(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// URL is the address of a store in the server. Each call gives another one.
func (s *Server) URL() string {
	return fmt.Sprintf("redis://%s?prefix=test%d:", s.Address, s.prefixes.Add(1))
}

// Kill ends the server at once.
func (s *Server) Kill() {
	_ = s.process.Process.Kill() // which may have ended already
	<-s.ended
}

// Restart starts the server that was killed once more, with what is on its disk.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	if !s.start(t) {
		t.Fatal("redis-server does not start again")
	}
}

// start starts the process, and reports whether it answers before it ends.
func (s *Server) start(t testing.TB) bool {
	t.Helper()
	var output bytes.Buffer
	s.process = exec.Command("redis-server", s.arguments...)
	s.process.Stdout, s.process.Stderr = &output, &output
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	s.ended = ended
	go func() {
		_ = s.process.Wait() // which says that it was killed
		close(ended)
	}()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		if s.answers() {
			return true
		}
		select {
		case <-ended:
			return false
		case <-time.After(5 * time.Millisecond):
		}
	}
	s.Kill()
	return false
}

// answers reports whether the server, which may ask for a password, answers.
func (s *Server) answers() bool {
	connection, err := net.DialTimeout("tcp", s.Address, time.Second)
	if err != nil {
		return false
	}
	defer connection.Close()
	_ = connection.SetDeadline(time.Now().Add(time.Second))
	if _, err := connection.Write([]byte("PING\r\n")); err != nil {
		return false
	}
	answer := make([]byte, 64)
	read, err := connection.Read(answer)
	text := string(answer[:read])
	return err == nil && (strings.HasPrefix(text, "+PONG") || strings.HasPrefix(text, "-NOAUTH"))
}
