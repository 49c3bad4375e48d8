package scenarios_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/golden"
	"casemock/contracts/strictyaml"
	"casemock/scenarios"

	"github.com/google/go-cmp/cmp"
)

func lines(problems []strictyaml.Problem) string {
	var text strings.Builder
	for _, problem := range problems {
		text.WriteString(problem.String() + "\n")
	}
	return text.String()
}

// TestWrongFiles holds, for each file in testdata/wrong, everything that is said of it.
func TestWrongFiles(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/wrong/*.yaml")
	if err != nil || len(files) < 40 {
		t.Fatalf("only %d wrong files, %v", len(files), err)
	}
	api := caseapi.New(structures())
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, problems := scenarios.Parse(api, filepath.Base(file), text)
			if len(problems) == 0 {
				t.Error("nothing is wrong")
			}
			golden.Compare(t, strings.TrimSuffix(file, ".yaml")+".problems", []byte(lines(problems)))
		})
	}
}

// TestRightFiles holds, for each file in testdata/right, that nothing is wrong with it, what its
// normal form is, and that writing the normal form again changes nothing.
func TestRightFiles(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/right/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no right files, %v", err)
	}
	api := caseapi.New(structures())
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			normal := normalForm(t, api, file, text)
			golden.Compare(t, strings.TrimSuffix(file, ".yaml")+".normal", []byte(normal))
			again := normalForm(t, api, file, []byte(normal))
			if diff := cmp.Diff(normal, again); diff != "" {
				t.Errorf("written twice: %s", diff)
			}
		})
	}
}

func normalForm(t *testing.T, api *caseapi.API, name string, text []byte) string {
	t.Helper()
	found, problems := scenarios.Parse(api, name, text)
	if len(problems) > 0 {
		t.Fatal(lines(problems))
	}
	var normal []string
	for _, scenario := range found {
		normal = append(normal, string(scenarios.Format(scenario)))
	}
	return strings.Join(normal, "---\n")
}
