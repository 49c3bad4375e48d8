package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// process is a program that was started, and may be killed and started again.
type process struct {
	program   string
	arguments []string
	running   *exec.Cmd
	ended     chan struct{}
}

func (p *process) start() error {
	p.running = exec.Command(p.program, p.arguments...)
	p.running.Stderr = os.Stderr
	if err := p.running.Start(); err != nil {
		return err
	}
	running, ended := p.running, make(chan struct{})
	p.ended = ended
	go func() {
		_ = running.Wait() // which says that it was killed
		close(ended)
	}()
	return nil
}

func (p *process) kill() {
	if p.running == nil || p.running.Process == nil {
		return
	}
	_ = p.running.Process.Kill() // which may have ended already
	<-p.ended
}

// startPatience is how long a program may take until it answers.
const startPatience = 30 * time.Second

// until waits until something is so.
func until(what string, isSo func() bool) error {
	for deadline := time.Now().Add(startPatience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if isSo() {
			return nil
		}
	}
	return fmt.Errorf("%s: not within %v", what, startPatience)
}

func startRedis(directory, address string) (*process, error) {
	program, err := exec.LookPath("redis-server")
	if err != nil {
		return nil, errMissing
	}
	_, port, _ := net.SplitHostPort(address)
	started := &process{program: program, arguments: []string{"--bind", "127.0.0.1", "--port", port, "--dir", directory,
		"--save", "", "--appendonly", "yes", "--appendfsync", "always", "--logfile", filepath.Join(directory, "redis.log")}}
	return started, startAnswering(started, address)
}

// startAnswering starts a program and waits until somebody listens at its address.
func startAnswering(started *process, address string) error {
	if err := started.start(); err != nil {
		return err
	}
	return until(started.program+" at "+address, func() bool {
		connection, err := net.Dial("tcp", address)
		if err == nil {
			_ = connection.Close()
		}
		return err == nil
	})
}

// replica is a casemock.
type replica struct {
	address   string
	program   string
	arguments []string
	process   *process
}

func (r *replica) start() error {
	r.process = &process{program: r.program, arguments: r.arguments}
	if err := r.process.start(); err != nil {
		return err
	}
	return until("replica at "+r.address, r.isReady)
}

// isReady reports whether its health is good.
func (r *replica) isReady() bool {
	answer, err := http.Get("http://" + r.address + "/__admin/health")
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

func (r *replica) kill() {
	if r.process != nil {
		r.process.kill()
	}
}

// freeAddress is one that nobody listens on.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	return listener.Addr().String(), nil
}
