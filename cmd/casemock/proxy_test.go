package main

import (
	"net"
	"net/url"
	"testing"
)

// TestProxyToItself is found, however its address is written.
func TestProxyToItself(t *testing.T) {
	t.Parallel()
	loopback, everywhere := net.IPv4(127, 0, 0, 1), net.IPv4zero
	for _, test := range []struct {
		to   string
		ip   net.IP
		port int
		want bool
	}{
		{"http://127.0.0.1:8080", loopback, 8080, true},
		{"http://localhost:8080/base", loopback, 8080, true},
		{"https://127.0.0.1:8080", everywhere, 8080, true},
		{"http://[::1]:8080", net.IPv6zero, 8080, true},
		{"http://127.0.0.1:8081", loopback, 8080, false},
		{"http://127.0.0.2:8080", loopback, 8080, false},
		{"http://127.0.0.1", loopback, 8080, false},
	} {
		to, err := url.Parse(test.to)
		if err != nil {
			t.Fatal(err)
		}
		proxied := proxying{to: to}
		if got := proxied.isAt(&net.TCPAddr{IP: test.ip, Port: test.port}); got != test.want {
			t.Errorf("%s on %s:%d: got %t", test.to, test.ip, test.port, got)
		}
	}
}
