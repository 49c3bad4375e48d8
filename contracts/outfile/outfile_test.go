package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// content is what the tests write.
const content = "new content\n"

// write writes and expects no error.
func write(t *testing.T, path string) {
	t.Helper()
	if err := Check(path); err != nil {
		t.Errorf("it cannot be written: %v", err)
	}
	if err := Write(t.Context(), path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// holds expects the content of a file, and nothing beside it that was left behind.
func holds(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v, want %q", path, got, err, want)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func former(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte("the old content, which is longer"), mode); err != nil {
		t.Fatal(err)
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	path := filepath.Join(directory, "report")
	write(t, path)
	holds(t, path, content)
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o644 {
		t.Errorf("a new file: got %v, %v", info.Mode(), err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, path)
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
		t.Errorf("a file that was there: got %v, %v", info.Mode(), err)
	}
}

// Symbolic links stay, whatever they lead to.
func TestLinks(t *testing.T) {
	t.Parallel()
	tests := map[string]func(t *testing.T, directory string) (link, behind string){
		"to a file": func(t *testing.T, directory string) (link, behind string) {
			behind = filepath.Join(directory, "artifacts", "run-1")
			former(t, behind, 0o640)
			return "artifacts/run-1", behind
		},
		"to nothing yet": func(_ *testing.T, directory string) (link, behind string) {
			return "artifacts/run-2", filepath.Join(directory, "artifacts", "run-2")
		},
		"absolute": func(_ *testing.T, directory string) (link, behind string) {
			behind = filepath.Join(directory, "artifacts", "run-3")
			return behind, behind
		},
		"to a link": func(t *testing.T, directory string) (link, behind string) {
			symlink(t, "../run-4", filepath.Join(directory, "artifacts", "second"))
			return "artifacts/second", filepath.Join(directory, "run-4")
		},
		"beneath a linked directory": func(t *testing.T, directory string) (link, behind string) {
			symlink(t, "artifacts", filepath.Join(directory, "current"))
			symlink(t, "../run-5", filepath.Join(directory, "artifacts", "second"))
			return "current/second", filepath.Join(directory, "run-5")
		},
	}
	for name, prepare := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			directory := t.TempDir()
			if err := os.Mkdir(filepath.Join(directory, "artifacts"), 0o755); err != nil {
				t.Fatal(err)
			}
			to, behind := prepare(t, directory)
			link := filepath.Join(directory, "latest")
			symlink(t, to, link)
			write(t, link)
			holds(t, behind, content)
			if read, err := Read(link); err != nil || string(read) != content {
				t.Errorf("read %q, %v", read, err)
			}
			if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
				t.Errorf("it is no link any more: %v", err)
			}
			if !Same(link, behind) {
				t.Error("the link and the file are not the same")
			}
		})
	}
}

func symlink(t *testing.T, to, at string) {
	t.Helper()
	if err := os.Symlink(to, at); err != nil {
		t.Fatal(err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	symlink(t, "second", filepath.Join(directory, "first"))
	symlink(t, "first", filepath.Join(directory, "second"))
	for name, path := range map[string]string{
		"a directory":         directory,
		"links in a circle":   filepath.Join(directory, "first"),
		"a missing directory": filepath.Join(directory, "missing", "report"),
	} {
		if Check(path) == nil {
			t.Errorf("%s can be written to", name)
		}
		if Write(t.Context(), path, []byte(content), 0o644) == nil {
			t.Errorf("%s was written to", name)
		}
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	real := filepath.Join(directory, "real")
	if err := os.Mkdir(real, 0o755); err != nil {
		t.Fatal(err)
	}
	symlink(t, "real", filepath.Join(directory, "linked"))
	report := filepath.Join(real, "report")
	if !Same(report, filepath.Join(directory, "linked", "report")) {
		t.Error("a file that is not there yet, beneath a linked directory, is another one")
	}
	if Same(report, filepath.Join(real, "other")) {
		t.Error("two files are the same")
	}
	former(t, report, 0o644)
	if err := os.Link(report, filepath.Join(real, "other")); err != nil {
		t.Fatal(err)
	}
	if !Same(report, filepath.Join(real, "other")) {
		t.Error("two names of a file are two files")
	}
}

func TestRemove(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	path, link := filepath.Join(directory, "address"), filepath.Join(directory, "link")
	symlink(t, "address", link)
	write(t, link)
	if err := Remove(link, []byte("somebody else's")); err != nil {
		t.Error(err)
	}
	holds(t, path, content)
	if err := Remove(link, []byte(content)); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
	if _, err := os.Lstat(link); err != nil {
		t.Errorf("the link is gone: %v", err)
	}
	if err := Remove(link, []byte(content)); err != nil {
		t.Errorf("what is not there: %v", err)
	}
}
