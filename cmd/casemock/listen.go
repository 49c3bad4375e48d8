package main

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// listen opens a listen address, which is the value of a flag.
func listen(flag, address string) (*net.TCPListener, error) {
	resolved, err := net.ResolveTCPAddr("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("--%s %q cannot be resolved: %w", flag, address, err)
	}
	listener, err := net.ListenTCP("tcp", resolved)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("--%s %q is in use by another program; choose another port, or 0 for a free one",
			flag, address)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("--%s %q needs more rights; choose a port from 1024", flag, address)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("--%s %q is not an address of this machine", flag, address)
	case err != nil:
		return nil, fmt.Errorf("--%s %q cannot be listened on: %w", flag, address, err)
	}
	return listener, nil
}

// isLocal reports whether only this machine can reach a listen address. What cannot be resolved is for
// listen to report.
func isLocal(address string) bool {
	resolved, err := net.ResolveTCPAddr("tcp", address)
	return err != nil || resolved.IP.IsLoopback()
}

// baseURL is the URL under which this machine reaches a listener. An address that stands for all of the
// machine's is reached by the loopback address.
func baseURL(scheme string, listener net.Listener) string {
	at := listener.Addr().(*net.TCPAddr) // a listener of TCP has no other
	host := at.IP.String()
	if at.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return scheme + "://" + net.JoinHostPort(host, strconv.Itoa(at.Port))
}
