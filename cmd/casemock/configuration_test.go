package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"casemock/cmd/casemock/internal/settings"
	"casemock/contracts"
	"casemock/mockserver"
)

// configure reads a configuration; $FILE in the arguments is a file with that text.
func configure(t *testing.T, arguments []string, environment map[string]string, file string,
) (configuration, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "casemock.yaml")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	line := make([]string, len(arguments))
	for i, argument := range arguments {
		line[i] = strings.ReplaceAll(argument, "$FILE", path)
	}
	var chosen configuration
	_, err := chosen.table().Read(line, func(name string) string { return environment[name] })
	if err == nil {
		err = chosen.check()
	}
	return chosen, err
}

// standard is what serve does when nobody chooses anything.
func standard() configuration {
	return configuration{
		address: "127.0.0.1:8080", population: population{seed: 1, cases: 100}, keys: []string{"sandbox-key"}, journal: 1000,
		maxBody: 1 << 20, maxWorlds: 1000, logFormat: "text", logLevel: "info",
	}
}

func TestDefaultsOfServe(t *testing.T) {
	t.Parallel()
	got, err := configure(t, nil, nil, "")
	if diff := cmp.Diff(standard(), got, cmp.AllowUnexported(configuration{}, population{})); diff != "" || err != nil {
		t.Errorf("error %v\n%s", err, diff)
	}
}

// everything chooses each setting, in the spelling of a configuration file.
const everything = `
addr: localhost:0
addr-file: /address
public-url: https://example.com/sandbox/
api-key: [one, two]
admin-addr: 127.0.0.1:0
admin-token: secret
admin-open: true
seed: 18446744073709551615
cases: 0
customers: 7
scenarios: [/a.yaml, /b]
meta: /meta.yaml
latency: 20ms..200ms
fail-rate: [updateCase/500=0.05]
max-body: 2MiB
journal: 0
max-worlds: 5
tls-cert: /cert.pem
tls-key: /key.pem
log-format: json
log-level: debug
`

func TestEverySettingReachesTheConfiguration(t *testing.T) {
	t.Parallel()
	want := configuration{
		address: "localhost:0", addressFile: "/address", publicURL: "https://example.com/sandbox",
		keys: []string{"one", "two"}, adminAddress: "127.0.0.1:0", adminToken: "secret", adminOpen: true,
		population: population{seed: 1<<64 - 1, cases: 0, customers: 7, meta: "/meta.yaml"},
		scenarios:  []string{"/a.yaml", "/b"},
		latency:    mockserver.Latency{Min: 20 * time.Millisecond, Max: 200 * time.Millisecond},
		failRates: []mockserver.FailRate{
			{Pair: contracts.Pair{Operation: contracts.UpdateCase, Status: 500}, Share: 0.05}},
		journal: 0, maxBody: 2 << 20, maxWorlds: 5, certificate: "/cert.pem", privateKey: "/key.pem",
		logFormat: "json", logLevel: "debug",
	}
	compare := func(t *testing.T, got configuration, err error) {
		t.Helper()
		diff := cmp.Diff(want, got, cmp.AllowUnexported(configuration{}, population{}),
			cmpopts.IgnoreFields(configuration{}, "file"))
		if diff != "" || err != nil {
			t.Errorf("error %v\n%s", err, diff)
		}
	}
	var flags []string
	environment := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(everything)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		value = strings.Trim(value, "[]")
		environment[settings.VariableOf(prefix, name)] = value
		for each := range strings.SplitSeq(value, ", ") {
			flags = append(flags, "--"+name+"="+each)
		}
	}
	t.Run("flags", func(t *testing.T) {
		t.Parallel()
		got, err := configure(t, flags, nil, "")
		compare(t, got, err)
	})
	t.Run("environment", func(t *testing.T) {
		t.Parallel()
		got, err := configure(t, nil, environment, "")
		compare(t, got, err)
	})
	t.Run("file", func(t *testing.T) {
		t.Parallel()
		got, err := configure(t, []string{"--config", "$FILE"}, nil, everything)
		compare(t, got, err)
	})
}

// TestEverySettingIsTested keeps the list above complete.
func TestEverySettingIsTested(t *testing.T) {
	t.Parallel()
	for _, setting := range new(configuration).table().Settings {
		listed := strings.Contains(everything, "\n"+setting.Name+": ")
		if apart := setting.Name == "config" || setting.Name == "tls-self-signed"; listed == apart {
			t.Errorf("--%s is in no test", setting.Name)
		}
	}
}

func TestWrongValues(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"--addr=8080":                    `--addr "8080" must be HOST:PORT, as in 127.0.0.1:8080`,
		"--addr=127.0.0.1:99999":         `--addr "127.0.0.1:99999" must end in a port from 0 to 65535; 0 picks a free one`,
		"--admin-addr=localhost:http":    `--admin-addr "localhost:http" must end in a port from 0 to 65535; 0 picks a free one`,
		"--addr-file=":                   `--addr-file "" must not be empty`,
		"--public-url=sandbox":           `--public-url "sandbox" must be a URL, as in https://sandbox.example.com`,
		"--public-url=http://x/?a":       `--public-url "http://x/?a" must end after the path`,
		"--api-key= hidden":              `--api-key must not be empty, and not begin or end with a space`,
		"--admin-token=":                 `--admin-token must not be empty`,
		"--seed=-1":                      `--seed "-1" must be a whole number from 0 to 18446744073709551615`,
		"--cases=1e3":                    `--cases "1e3" must be a whole number from 0 to 1073741824`,
		"--customers=0":                  `--customers "0" must be a whole number from 1 to 1073741824`,
		"--latency=soon":                 `--latency "soon" must be written 50ms, or 20ms..200ms`,
		"--latency=2s..1s":               `--latency "2s..1s" must be written 50ms, or 20ms..200ms`,
		"--fail-rate=updateCase/500":     `--fail-rate "updateCase/500" must be written as updateCase/500=0.05`,
		"--fail-rate=updateCase/500=2":   `--fail-rate "updateCase/500=2" the share must be a number from 0 to 1`,
		"--fail-rate=updateCase/418=0.1": `--fail-rate "updateCase/418=0.1" status "418" is not documented for updateCase: it must be one of 201, 400, 401, 404, 422, 500`,
		"--journal=-1":                   `--journal "-1" must be a whole number from 0 to 10000000`,
		"--max-body=0":                   `--max-body "0" must be a size of at least one byte, as in 512KiB or 1MiB`,
		"--max-worlds=0":                 `--max-worlds "0" must be a whole number from 1 to 10000000`,
		"--log-format=yaml":              `--log-format "yaml" must be text or json`,
		"--log-level=debgu":              `--log-level "debgu" must be debug or info or warn or error; did you mean debug?`,
		"--tls-cert=cert.pem":            "--tls-cert and --tls-key need each other",
		"--addr=0.0.0.0:0":               "the admin API would be open to other machines: ask for a token with --admin-token, serve it at --admin-addr 127.0.0.1:0, or mean it with --admin-open",
		"--admin-addr=:0":                "the admin API would be open to other machines: ask for a token with --admin-token, serve it at --admin-addr 127.0.0.1:0, or mean it with --admin-open",
	}
	for argument, want := range tests {
		t.Run(argument, func(t *testing.T) {
			t.Parallel()
			if _, err := configure(t, []string{argument}, nil, ""); err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

func TestWhoMayReachTheAdminAPI(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		arguments string
		refused   bool
	}{
		"this machine":            {"--addr 127.0.0.1:0", false},
		"this machine by name":    {"--addr localhost:0", false},
		"this machine over IPv6":  {"--addr [::1]:0", false},
		"all":                     {"--addr :0", true},
		"all of IPv6":             {"--addr [::]:0", true},
		"all, with a token":       {"--addr :0 --admin-token t", false},
		"all, on purpose":         {"--addr :0 --admin-open", false},
		"all, but not the admin":  {"--addr :0 --admin-addr 127.0.0.1:0", false},
		"the admin alone for all": {"--addr 127.0.0.1:0 --admin-addr 0.0.0.0:0", true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := configure(t, strings.Fields(test.arguments), nil, "")
			if (err != nil) != test.refused {
				t.Errorf("got %v", err)
			}
		})
	}
}
