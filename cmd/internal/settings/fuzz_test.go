package settings

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzFile reads arbitrary configuration files: whatever they hold, there are values or messages.
func FuzzFile(f *testing.F) {
	f.Add("name: a\nsize: 3\ntag: [a, b]\nopen: true\n")
	f.Add("size: 1e999999999\nstock: {a: b}\nbytes: 0x7fffffffffffffff\n")
	f.Add("tag: &a [*a]\n---\n")
	f.Add("size: 010\rbytes: 0o10MB\r%YAML 1.2\r")
	f.Add("\ufeff{\"name\": \"\\/\\ud83d\", \"size\": 1_0}")
	path := filepath.Join(f.TempDir(), "shop.yaml")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var chosen shop
		_, err := chosen.table().Read([]string{"--config", path}, func(string) (string, bool) { return "", false })
		if err == nil && (chosen.Size < 0 || chosen.Size > 10) {
			t.Errorf("accepted a size of %d", chosen.Size)
		}
	})
}
