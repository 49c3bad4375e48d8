package main

import (
	"net"
	"strings"
	"testing"
)

func TestListen(t *testing.T) {
	t.Parallel()
	taken, err := listen("addr", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = taken.Close() })
	tests := map[string]struct{ address, says string }{
		"taken":              {taken.Addr().String(), "is in use by another program; choose another port"},
		"of another machine": {"192.0.2.1:0", "is not an address of this machine"},
		"not an address":     {"[::1::2]:0", "cannot be resolved"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opened, err := listen("admin-addr", test.address)
			if err == nil {
				_ = opened.Close()
				t.Fatal("it was opened")
			}
			if text := err.Error(); !strings.HasPrefix(text, `--admin-addr "`+test.address+`" `) ||
				!strings.Contains(text, test.says) {
				t.Errorf("got %s", text)
			}
		})
	}
}

// listeningAt is a listener that says it listens at an address.
type listeningAt struct {
	net.Listener
	address net.TCPAddr
}

func (l listeningAt) Addr() net.Addr { return &l.address }

func TestBaseURL(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"127.0.0.1": "https://127.0.0.1:80",
		"0.0.0.0":   "https://127.0.0.1:80",
		"::":        "https://127.0.0.1:80",
		"::1":       "https://[::1]:80",
		"192.0.2.7": "https://192.0.2.7:80",
	}
	for ip, want := range tests {
		listener := listeningAt{address: net.TCPAddr{IP: net.ParseIP(ip), Port: 80}}
		if got := baseURL("https", listener); got != want {
			t.Errorf("%s: got %s, want %s", ip, got, want)
		}
	}
}
