package strictyaml_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casemock/contracts/strictyaml"

	"github.com/google/go-cmp/cmp"
)

// tree writes files below a new directory and changes names with a slash to paths in it.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range names {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("a: 1\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Skip("no symbolic links here:", err)
	}
}

// relative takes the root out of paths and messages.
func relative(root string, texts []string) []string {
	var cut []string
	for _, text := range texts {
		cut = append(cut, strings.TrimPrefix(text, root+string(filepath.Separator)))
	}
	return cut
}

func files(root string, paths ...string) (names, problems []string) {
	names, found := filesOf(paths...)
	for _, problem := range found {
		problems = append(problems, problem.String())
	}
	return relative(root, names), relative(root, problems)
}

func filesOf(paths ...string) ([]string, []strictyaml.Problem) {
	return strictyaml.Files(paths, ".yaml", ".yml")
}

func TestFiles(t *testing.T) {
	t.Parallel()
	root := tree(t, "b.yaml", "a/z.YML", "a/readme.txt", "a/.hidden.yaml", ".git/x.yaml", "other.txt")
	link(t, "b.yaml", filepath.Join(root, "c.yaml"))
	named := filepath.Join(root, "other.txt")
	names, problems := files(root, root, named, filepath.Join(root, "b.yaml"))
	if diff := cmp.Diff([]string{"a/z.YML", "b.yaml", "other.txt"}, names); diff != "" {
		t.Error(diff)
	}
	if len(problems) > 0 {
		t.Error(problems)
	}
}

func TestFilesInACircle(t *testing.T) {
	t.Parallel()
	root := tree(t, "a/b/one.yaml")
	link(t, "..", filepath.Join(root, "a", "b", "up"))
	link(t, "self.yaml", filepath.Join(root, "self.yaml"))
	names, problems := files(root, root, filepath.Join(root, "none"))
	if diff := cmp.Diff([]string{"a/b/one.yaml"}, names); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"a/b/up:1:1: leads back to a directory above it; remove the symbolic link",
		"self.yaml:1:1: cannot be read: its symbolic links lead round in a circle",
		"none:1:1: does not exist",
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
}

func TestReadFile(t *testing.T) {
	t.Parallel()
	root := tree(t, "right.yaml", "large.yaml", "secret.yaml")
	// A hole, so that 50 MB cost nothing.
	if err := os.Truncate(filepath.Join(root, "large.yaml"), 50<<20); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		want []string
	}{
		{"right.yaml", nil},
		{"large.yaml", []string{"large.yaml:1:1: is larger than 1 MiB; split it into several files"}},
		{"none.yaml", []string{"none.yaml:1:1: does not exist"}},
		{"right.yaml/below", []string{"right.yaml/below:1:1: cannot be read: not a directory"}},
		{".", []string{".:1:1: is a directory, not a file"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := strictyaml.ReadFile(root + "/" + test.name)
			if diff := cmp.Diff(test.want, relative(root, problemsOf(file))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadFileWithoutPermission(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	path := filepath.Join(tree(t, "secret.yaml"), "secret.yaml")
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	want := []string{path + ":1:1: cannot be read: permission denied"}
	if diff := cmp.Diff(want, problemsOf(strictyaml.ReadFile(path))); diff != "" {
		t.Error(diff)
	}
}
