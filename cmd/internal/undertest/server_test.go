package undertest_test

import (
	"strings"
	"testing"
	"time"

	"casemock/cmd/internal/settings"
	"casemock/cmd/internal/undertest"
)

func read(t *testing.T, arguments ...string) (undertest.Server, error) {
	t.Helper()
	var server undertest.Server
	table := settings.Table{Settings: server.Settings("CASEMOCK_", "to", "the server's")}
	_, err := table.Read(arguments, func(name string) (string, bool) {
		value, set := map[string]string{"CASEMOCK_API_KEY": "from-the-environment"}[name]
		return value, set
	})
	return server, err
}

func TestSettings(t *testing.T) {
	t.Parallel()
	server, err := read(t, "--to", "http://127.0.0.1:8080/api", "--rate", "90/m", "--patience", "0",
		"--timeout", "500ms")
	if err != nil {
		t.Fatal(err)
	}
	options := server.Options("CASEMOCK_")
	if options.URL != "http://127.0.0.1:8080/api" || options.APIKey != "from-the-environment" ||
		options.Rate != 1.5 || options.Patience >= 0 || options.Timeout != 500*time.Millisecond ||
		options.KeyVariable != "CASEMOCK_API_KEY" || options.URLName != "--to" {
		t.Errorf("got %+v", options)
	}
}

func TestWrongSettings(t *testing.T) {
	t.Parallel()
	for argument, want := range map[string]string{
		"--timeout=0": "--timeout \"0\" must be a time", "--rate=5": "--rate \"5\" must be a number of requests",
		"--patience=-1s": "--patience \"-1s\" must be a time", "--rate=0/s": "one in an hour at least",
		"--api-key=a\n": "--api-key ends with a line break", "--insecure=maybe": "--insecure",
	} {
		if _, err := read(t, argument); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", argument, err, want)
		}
	}
}

func TestTrust(t *testing.T) {
	t.Parallel()
	server, err := read(t, "--ca-cert", "server_test.go")
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Trust.Load(); err == nil || !strings.Contains(err.Error(), "no certificate in PEM form") {
		t.Errorf("got %v", err)
	}
}
