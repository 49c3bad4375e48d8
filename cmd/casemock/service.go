package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"sync/atomic"

	"casemock/cmd/internal/commandline"
	"casemock/contracts/strictyaml"
	"casemock/mockserver"
)

// service is a fake server on its listeners.
type service struct {
	server         *mockserver.Server
	watches        bool       // there are files that may change
	endpoints      []endpoint // the Case API, and the admin API where it has an address of its own
	newConnections newConnections
	underWay       atomic.Int64 // requests that are not answered yet
	cancel         context.CancelFunc
	context        context.Context // of all requests
	logger         *slog.Logger
}

// endpoint is a listener and what is served there.
type endpoint struct {
	url      string
	listener net.Listener
	http     *http.Server
}

// open listens and makes the server. On an error nothing is left open.
func open(chosen *configuration, logger *slog.Logger) (*service, error) {
	security, err := chosen.transportSecurity()
	if err != nil {
		return nil, err
	}
	s := &service{logger: logger, watches: chosen.hasFiles()}
	s.context, s.cancel = context.WithCancel(context.Background())
	err = s.listen(security, "addr", chosen.address)
	if err == nil && chosen.adminAddress != "" {
		err = s.listen(security, "admin-addr", chosen.adminAddress)
	}
	if proxied := chosen.proxied; err == nil && proxied != nil && proxied.isAt(s.endpoints[0].listener.Addr()) {
		err = fmt.Errorf("--to %s is this proxy itself: name the real server", proxied.to)
	}
	if err == nil {
		err = s.make(chosen)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *service) listen(security *tls.Config, flag, address string) error {
	plain, err := listen(flag, address)
	if err != nil {
		return err
	}
	opened := endpoint{url: baseURL("http", plain), listener: timeoutListener{plain}}
	if security != nil {
		opened.url = baseURL("https", plain)
		opened.listener = tls.NewListener(opened.listener, security)
	}
	s.endpoints = append(s.endpoints, opened)
	return nil
}

// make makes the fake server and gives each listener its handler.
func (s *service) make(chosen *configuration) error {
	options := append(chosen.options(s.endpoints[0].url),
		mockserver.WithLogger(s.logger), mockserver.WithVersion(commandline.ReadBuild().Version))
	if s.logger.Enabled(s.context, slog.LevelDebug) {
		options = append(options, mockserver.WithObserver(logExchanges(s.logger)))
	}
	server, err := mockserver.New(options...)
	if err != nil {
		return fileProblems(err)
	}
	s.server = server
	for i, handler := range []http.Handler{server, server.Admin()}[:len(s.endpoints)] {
		counting := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			s.underWay.Add(1)
			defer s.underWay.Add(-1)
			handler.ServeHTTP(w, r)
		})
		s.endpoints[i].http = newHTTPServer(s.context, counting, s.logger)
		if chosen.proxied != nil { // a body may take as long as the real server takes it
			s.endpoints[i].http.Handler = counting
		}
		s.endpoints[i].http.ConnState = s.newConnections.note
		s.endpoints[i].http.RegisterOnShutdown(server.Close) // streams would never end by themselves
	}
	return nil
}

// close ends everything at once.
func (s *service) close() {
	s.cancel()
	for _, opened := range s.endpoints {
		if opened.http != nil {
			_ = opened.http.Close()
		}
		_ = opened.listener.Close() // the server closes only what it serves
	}
	if s.server != nil {
		if err := s.server.CloseStore(); err != nil {
			s.logger.Error("the store could not be closed as it should", "error", err)
		}
	}
}

func (s *service) urls() []string {
	var urls []string
	for _, opened := range s.endpoints {
		urls = append(urls, opened.url)
	}
	return urls
}

func (s *service) announcement(chosen *configuration) announcement {
	urls := s.urls()
	key := ""
	if slices.Contains(chosen.keys, mockserver.DefaultKey) {
		key = mockserver.DefaultKey // which is no secret
	}
	return announcement{
		url: urls[0], adminURL: urls[len(urls)-1], key: key, origin: chosen.keyOrigin, token: chosen.adminToken != "",
		insecure: chosen.selfSigned, empty: chosen.population.cases == 0, first: chosen.firstCase(),
		proxied: chosen.proxied,
	}
}

// serve serves an endpoint until it is shut down, or its listener fails.
func (e endpoint) serve() error {
	if err := e.http.Serve(e.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving %s: %w", e.url, err)
	}
	return nil
}

// fileProblems takes an error about files apart into its problems, of which each is a line.
func fileProblems(err error) error {
	var problems strictyaml.Problems
	if errors.As(err, &problems) {
		return problems
	}
	var store *mockserver.StoreError
	if errors.As(err, &store) {
		return fmt.Errorf("--store %w", store.Reason)
	}
	return err
}
