package native

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// declaration is that of one function in C, from its type on.
var declaration = regexp.MustCompile(`(?m)^[a-z][\w ]*[ *]pactffi_\w+\([^)]*\);`)

// TestTheDeclarationsAreThoseOfPactGo keeps them so when pact-go is updated: C would not notice.
func TestTheDeclarationsAreThoseOfPactGo(t *testing.T) {
	t.Parallel()
	directory, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}",
		"github.com/pact-foundation/pact-go/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	theirs := declarations(t, filepath.Join(strings.TrimSpace(string(directory)), "internal", "native", "pact.h"))
	ours := declarations(t, "library.go")
	if len(ours) == 0 {
		t.Fatal("no declaration is found")
	}
	for one := range ours {
		if !theirs[one] {
			t.Errorf("pact.h does not declare %s", one)
		}
	}
}

func declarations(t *testing.T, file string) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, one := range declaration.FindAllString(string(text), -1) {
		found[strings.Join(strings.Fields(one), " ")] = true
	}
	return found
}
