package open

import (
	"path/filepath"
	"strings"
	"testing"

	"casemock/mockserver/engine"
)

func TestStore(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "missing", "store")
	for address, want := range map[string]string{
		"":                     `"" is no store: give memory, file:PATH, redis://HOST:PORT or rediss://HOST:PORT`,
		"disk":                 `"disk" is no store`,
		"file:":                "give file:PATH",
		"file:" + missing:      "file:" + missing + ": its directory does not exist; make it first",
		"redis://h:1/x/y":      "give redis://HOST:PORT[/DB]",
		"redis://h:1/nine":     "invalid database number",
		"redis://h:1?what=1":   "what",
		"redis://u:secret@%zz": "it is no URL",
		"http://u:secret@h:1":  `"http://u:xxxxx@h:1" is no store`,
		"redis://u:secret@127.0.0.1:1": "redis://u:xxxxx@127.0.0.1:1: it cannot be reached: " +
			"dial tcp 127.0.0.1:1: connect: connection refused; is Redis running there?",
	} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			opened, err := Store(t.Context(), address, engine.Options{})
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, %v, want %q", opened, err, want)
			}
			if err != nil && (strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n")) {
				t.Errorf("it must not be told: %v", err)
			}
		})
	}
	if opened, err := Store(t.Context(), Memory, engine.Options{}); opened != nil || err != nil {
		t.Errorf("memory: got %v, %v", opened, err)
	}
}
