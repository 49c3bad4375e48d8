package story_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/contracts/golden"
	"casemock/contracts/strictyaml"
	"casemock/scenarios/story"

	"github.com/google/go-cmp/cmp"
)

func lines(problems []strictyaml.Problem) string {
	var text strings.Builder
	for _, problem := range problems {
		text.WriteString(problem.String() + "\n")
	}
	return text.String()
}

// eachFile runs a test for each YAML file of a directory.
func eachFile(t *testing.T, directory string, least int, test func(t *testing.T, path string, text []byte)) {
	t.Helper()
	files, err := filepath.Glob(directory + "/*.yaml")
	if err != nil || len(files) < least {
		t.Fatalf("only %d files in %s, %v", len(files), directory, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			test(t, strings.TrimSuffix(file, ".yaml"), text)
		})
	}
}

// TestWrongFiles holds, for each file in testdata/wrong, everything that is said of it.
func TestWrongFiles(t *testing.T) {
	t.Parallel()
	eachFile(t, "testdata/wrong", 10, func(t *testing.T, path string, text []byte) {
		_, problems := story.Parse(filepath.Base(path)+".yaml", text)
		if len(problems) == 0 {
			t.Error("nothing is wrong")
		}
		golden.Compare(t, path+".problems", []byte(lines(problems)))
	})
}

// TestRightFiles holds, for each file in testdata/right, that nothing is wrong with it, what its normal form
// is, and that writing the normal form again changes nothing.
func TestRightFiles(t *testing.T) {
	t.Parallel()
	eachFile(t, "testdata/right", 2, func(t *testing.T, path string, text []byte) {
		normal := normalForm(t, path, text)
		golden.Compare(t, path+".normal", []byte(normal))
		if diff := cmp.Diff(normal, normalForm(t, path, []byte(normal))); diff != "" {
			t.Errorf("written twice: %s", diff)
		}
	})
}

func normalForm(t *testing.T, name string, text []byte) string {
	t.Helper()
	found, problems := story.Parse(name, text)
	if len(problems) > 0 {
		t.Fatal(lines(problems))
	}
	var normal []string
	for _, one := range found {
		normal = append(normal, string(story.Format(one)))
	}
	return strings.Join(normal, "---\n")
}

// FuzzParse reads arbitrary files: each is refused with a place and a sentence, or its stories can be written
// down and read again.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"builtin/*.yaml", "testdata/right/*.yaml", "testdata/wrong/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		found, problems := story.Parse("f", []byte(text))
		for _, problem := range problems {
			if problem.Line < 1 || problem.Column < 1 || problem.Message == "" ||
				strings.Contains(problem.Message, "\n") {
				t.Errorf("%q", problem)
			}
		}
		for _, one := range found {
			written := story.Format(one)
			again, problems := story.Parse("again", written)
			if len(problems) > 0 {
				t.Fatalf("%s%s", written, lines(problems))
			}
			if diff := cmp.Diff(string(written), string(story.Format(again[0]))); diff != "" {
				t.Error(diff)
			}
		}
	})
}
