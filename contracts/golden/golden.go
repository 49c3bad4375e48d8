// Package golden holds what programs write against files that people have read and found right. It is for
// tests. GOLDEN=update in the environment writes the files of all packages anew (go test does not give a flag to
// some of the packages alone); those of one package that uses it, the flag -update does.
package golden

import (
	"flag"
	"os"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Updating reports whether the files are to be written anew.
func Updating() bool { return *update || os.Getenv("GOLDEN") == "update" }

// Test is what is needed of a testing.TB.
type Test interface {
	Helper()
	Errorf(format string, arguments ...any)
	Fatal(arguments ...any)
}

// Compare holds text against the file at a path.
func Compare(t Test, path string, got []byte) {
	t.Helper()
	if Updating() {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not what it was (GOLDEN=update writes it anew):\n%s", path, diff)
	}
}
