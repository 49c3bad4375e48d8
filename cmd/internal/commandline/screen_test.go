package commandline

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/cmd/internal/settings"
	"casemock/contracts/printable"
)

// said runs a command that is given secrets, and says too much.
func said(t *testing.T, arguments ...string) string {
	t.Helper()
	var key, address, file, output string
	program := Program{Name: "program", Commands: Commands{{
		Name: "tell",
		Table: settings.Table{File: "config", Settings: []settings.Setting{
			{Name: "key", Secret: true, Default: "default-key", Variable: "PROGRAM_KEY",
				Accept: settings.As(&key, settings.Word)},
			{Name: "url", Accept: settings.As(&address, func(text string) (string, error) {
				if strings.HasPrefix(text, "ftp:") {
					return "", errors.New("must begin with http://")
				}
				return text, nil
			})},
			{Name: "config", Kind: settings.Path, Accept: settings.As(&file, settings.Word)},
		}},
		Run: func(p Process, _ []string) error {
			fmt.Fprintf(p.Stdout, "key %s at %s\x1b[2J\r\n", key, address)
			fmt.Fprint(printable.Raw(p.Stdout), "\x1b[0m")
			return fmt.Errorf("%s refuses %s \u202e\u009b", address, key)
		},
	}}}
	var written strings.Builder
	output = filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(output, []byte("key: key-of-the-file"), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, argument := range arguments {
		arguments[i] = strings.Replace(argument, "CONFIG", output, 1)
	}
	program.Run(Process{Arguments: append([]string{"tell"}, arguments...), Stdout: &written,
		Environment: []string{"PROGRAM_KEY=key-of-the-environment"}, Stderr: &written})
	return written.String()
}

func TestASecretIsNotSaid(t *testing.T) {
	t.Parallel()
	tests := map[string][]string{
		"a flag":                {"--key", "key-of-the-flag"},
		"the environment":       {},
		"a file":                {"--config", "CONFIG", "--key", "key-of-the-flag"},
		"an address":            {"--url", "http://anna:key-of-anna@host"},
		"a wrong address":       {"--url", "ftp://anna:key-of-anna@host"},
		"a value without marks": {"--key", "Bearer", "key-of-the-flag"},
	}
	for name, arguments := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := said(t, arguments...); strings.Contains(got, "key-of") || !strings.Contains(got, "[redacted]") {
				t.Errorf("it says %s", got)
			}
		})
	}
	if got := said(t, "--key", "default-key"); !strings.Contains(got, "key default-key at") {
		t.Errorf("a default is a secret: %s", got)
	}
}

func TestNothingSteersTheTerminal(t *testing.T) {
	t.Parallel()
	const want = "key [redacted] at http://host\\u001b[2J\\u000d\n\x1b[0m" +
		"program: http://host refuses [redacted] \\u202e\\u009b\n"
	if got := said(t, "--key", "something-secret", "--url", "http://host"); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
