package states

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/golden"
	"casemock/contracts/pact/contract"
)

func template(t *testing.T) []byte {
	t.Helper()
	made, err := contract.FromScenarios()
	if err != nil {
		t.Fatal(err)
	}
	return Template(made.Interactions, "states.yaml")
}

func TestTemplateGolden(t *testing.T) {
	t.Parallel()
	golden.Compare(t, "testdata/template.yaml", template(t))
}

// TestATemplateCanBeRead as it is written, and with all that it proposes.
func TestATemplateCanBeRead(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "states.yaml")
	read := func(text string) []string {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		found, err := ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return found.Names()
	}
	_, text, _ := strings.Cut(string(template(t)), "\n\n") // the head has a command line in it
	if names := read(text); len(names) > 0 {
		t.Errorf("a comment is read as %q", names)
	}
	var lines []string
	for line := range strings.Lines(text) {
		if proposed := strings.TrimPrefix(line, "#"); strings.HasPrefix(proposed, `"`) || strings.HasPrefix(proposed, "  ") {
			line = proposed
		}
		lines = append(lines, line)
	}
	names := read(strings.Join(lines, ""))
	if !slices.Contains(names, "a case exists") || !slices.Contains(names, "the server fails unexpectedly") {
		t.Errorf("got %q of\n%s", names, strings.Join(lines, ""))
	}
}
