package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"casemock/cmd/internal/commandline"
)

// shutdownTimeout is how long requests under way have to finish; with it, the server ends within five seconds.
const shutdownTimeout = 4 * time.Second

// arrival is how long requests that were sent before the server stops may take to arrive.
const arrival = 500 * time.Millisecond

// notify passes on the signals that the server listens to, until ignore is called. A hang-up that the
// caller has told the process to ignore, as nohup does, stays ignored. The server outlives whoever
// reads what it prints.
func notify() (signals <-chan os.Signal, ignore func()) {
	signal.Ignore(syscall.SIGPIPE)
	received := make(chan os.Signal, 8)
	signal.Notify(received, os.Interrupt, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) {
		signal.Notify(received, syscall.SIGHUP)
	}
	return received, func() { signal.Stop(received) }
}

// run serves until a signal or a failure ends it.
func (s *service) run(signals <-chan os.Signal) error {
	defer s.close()
	failures := make(chan error, len(s.endpoints))
	for _, opened := range s.endpoints {
		go func() { failures <- opened.serve() }()
	}
	if s.watches {
		go s.server.Watch(s.context)
	}
	for {
		select {
		case err := <-failures:
			return err
		case received := <-signals:
			if received != syscall.SIGHUP {
				s.logger.Info("stopping", "signal", received.String())
				return s.stop(signals)
			}
			s.reload()
		}
	}
}

func (s *service) reload() {
	if err := s.server.Reload(); err != nil {
		for _, line := range commandline.Lines("casemock", fileProblems(err)) {
			s.logger.Error("the last good version of the files stays", "problem", line)
		}
		return
	}
	s.logger.Info("the files were read again")
}

// stop lets requests under way finish, for a while. A second signal ends them at once.
func (s *service) stop(signals <-chan os.Signal) error {
	done := make(chan struct{})
	go func() {
		s.shutDown()
		close(done)
	}()
	for {
		select {
		case <-done:
			return nil
		case received := <-signals:
			if received != syscall.SIGHUP {
				return fmt.Errorf("%w again: not waiting any longer", commandline.ErrInterrupted)
			}
		}
	}
}

func (s *service) shutDown() {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	defer time.AfterFunc(arrival, s.newConnections.close).Stop()
	var waiting sync.WaitGroup
	for _, opened := range s.endpoints {
		waiting.Go(func() {
			// Thousands of connections that say nothing may take a busy machine as long.
			if opened.http.Shutdown(ctx) != nil && s.underWay.Load() > 0 {
				s.logger.Warn("requests under way were cut off", "after", shutdownTimeout.String())
			}
		})
	}
	waiting.Wait()
}
