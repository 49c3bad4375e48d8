package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"casemock/cmd/internal/commandline"
	"casemock/cmd/internal/settings"
	"casemock/contracts/caseapi"
	"casemock/contracts/golden"
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
	_, err := chosen.table().Read(line, func(name string) (string, bool) {
		value, set := environment[name]
		return value, set
	})
	if err == nil {
		err = chosen.check()
	}
	return chosen, err
}

// standard is what serve does when nobody chooses anything.
func standard() configuration {
	return configuration{
		address: "127.0.0.1:8080", population: population{seed: 1, cases: 100},
		keys: []string{"sandbox-key"}, journal: 1000,
		maxBody: 1 << 20, maxData: 1 << 28, maxWorlds: 1000, store: "memory", logFormat: "text",
		logLevel: "info",
	}
}

var comparing = cmp.AllowUnexported(configuration{}, population{})

func TestDefaultsOfServe(t *testing.T) {
	t.Parallel()
	got, err := configure(t, nil, nil, "")
	if diff := cmp.Diff(standard(), got, comparing); diff != "" || err != nil {
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
trust-proxy: true
seed: 18446744073709551615
cases: 0
customers: 7
scenarios: [/a.yaml, /b]
locale: de_AT
meta: /meta.yaml
fixtures: /fixtures
cors-origin: [https://a.example, http://localhost:3000]
latency: 20ms..200ms
fail-rate: [updateCase/500=0.05]
bug: [emoji-lost, html-escaped]
profile: hostile:dates
clock: 2031-05-01T12:00:00Z,step=1s
max-body: 2MiB
max-data: 3MiB
journal: 0
max-worlds: 5
store: file:worlds.db
store-reset: true
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
		trustProxy: true,
		population: population{seed: 1<<64 - 1, cases: 0, customers: 7, locale: "de-AT",
			meta: "/meta.yaml", fixtures: "/fixtures"},
		scenarios: []string{"/a.yaml", "/b"},
		latency:   mockserver.Latency{Min: 20 * time.Millisecond, Max: 200 * time.Millisecond},
		failRates: []mockserver.FailRate{
			{Pair: caseapi.Pair{Operation: caseapi.UpdateCase, Status: 500}, Share: 0.05}},
		bugs:    []string{"emoji-lost", "html-escaped"},
		profile: "hostile:dates",
		clock:   mockserver.ClockSetting{Stands: time.Date(2031, time.May, 1, 12, 0, 0, 0, time.UTC), Step: time.Second},
		journal: 0, maxBody: 2 << 20, maxData: 3 << 20, maxWorlds: 5, certificate: "/cert.pem", privateKey: "/key.pem",
		store: "file:worlds.db", storeReset: true,
		corsOrigins: []string{"https://a.example", "http://localhost:3000"},
		logFormat:   "json", logLevel: "debug",
	}
	compare := func(t *testing.T, got configuration, err error, keyOrigin string) {
		t.Helper()
		if origin, _, _ := strings.Cut(got.keyOrigin, " in /"); origin != keyOrigin {
			t.Errorf("the keys come from %s, want %s", origin, keyOrigin)
		}
		diff := cmp.Diff(want, got, comparing, cmpopts.IgnoreFields(configuration{}, "file", "keyOrigin"))
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
		compare(t, got, err, "--api-key")
	})
	t.Run("environment", func(t *testing.T) {
		t.Parallel()
		got, err := configure(t, nil, environment, "")
		compare(t, got, err, "CASEMOCK_API_KEY")
	})
	t.Run("file", func(t *testing.T) {
		t.Parallel()
		got, err := configure(t, []string{"--config", "$FILE"}, nil, everything)
		compare(t, got, err, "api-key")
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

// TestWrongValues holds the message for each wrong value against testdata/wrong_values.txt: an
// argument, what is said of it, and an empty line.
func TestWrongValues(t *testing.T) {
	t.Parallel()
	const name = "testdata/wrong_values.txt"
	known, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for paragraph := range strings.SplitSeq(strings.TrimSpace(string(known)), "\n\n") {
		argument, _, _ := strings.Cut(paragraph, "\n")
		_, err := configure(t, []string{argument}, nil, "")
		fmt.Fprintf(&got, "%s\n%s\n\n", argument, strings.Join(commandline.Lines("casemock", err), "\n"))
	}
	golden.Compare(t, name, []byte(got.String()))
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

// TestSecretsCanBeSent holds the values of secrets, wherever they come from, against what a header can have.
func TestSecretsCanBeSent(t *testing.T) {
	t.Parallel()
	const empty, unsendable = "must not be empty", "has a line break in it"
	type environment = map[string]string
	tests := map[string]struct {
		arguments   []string
		environment environment
		file        string
		wrong       string // part of the error; empty: none
		token, key  string
	}{
		"token of a secret's file": {environment: environment{"CASEMOCK_ADMIN_TOKEN": "tok-12345\n"},
			token: "tok-12345"},
		"token with Windows' line end": {environment: environment{"CASEMOCK_ADMIN_TOKEN": "tok-12345\r\n"},
			token: "tok-12345"},
		"token as a flag":        {arguments: []string{"--admin-token", " tok-12345\n"}, token: "tok-12345"},
		"token in a file":        {file: "admin-token: |\n  tok-12345\n", token: "tok-12345"},
		"token of two words":     {arguments: []string{"--admin-token", "open sesame"}, token: "open sesame"},
		"token of two lines":     {environment: environment{"CASEMOCK_ADMIN_TOKEN": "tok\n12345"}, wrong: unsendable},
		"empty token":            {environment: environment{"CASEMOCK_ADMIN_TOKEN": ""}, wrong: empty},
		"token that is a line":   {environment: environment{"CASEMOCK_ADMIN_TOKEN": "\n"}, wrong: empty},
		"empty token as a flag":  {arguments: []string{"--admin-token="}, wrong: empty},
		"empty token in a file":  {file: "admin-token: ''\n", wrong: empty},
		"key of a secret's file": {environment: environment{"CASEMOCK_API_KEY": "key-12345\n"}, key: "key-12345"},
		"key of two lines":       {arguments: []string{"--api-key", "key\n12345"}, wrong: unsendable},
		"key with a bell":        {file: "api-key: [\"key\\a12345\"]\n", wrong: "has a control character in it"},
		"empty key":              {environment: environment{"CASEMOCK_API_KEY": ""}, wrong: empty},
		"empty keys":             {environment: environment{"CASEMOCK_API_KEY": " ,"}, wrong: empty},
		"no keys in a file":      {file: "api-key: []\n", wrong: "must not be an empty list"},
		"others may be empty":    {environment: environment{"CASEMOCK_SCENARIOS": "", "CASEMOCK_ADDR": ""}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			arguments := test.arguments
			if test.file != "" {
				arguments = append(arguments, "--config", "$FILE")
			}
			got, err := configure(t, arguments, test.environment, test.file)
			if test.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), test.wrong) || strings.Contains(err.Error(), "12345") {
					t.Errorf("got %v", err)
				}
				return
			}
			key := test.key
			if key == "" {
				key = "sandbox-key"
			}
			if err != nil || got.adminToken != test.token || got.keys[0] != key {
				t.Errorf("got token %q, keys %q, %v", got.adminToken, got.keys, err)
			}
		})
	}
}
