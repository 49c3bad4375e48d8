package strictyaml

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Files lists the files that paths name: a file as it is, a directory with all that is in it and
// ends in one of the extensions (".yaml"), by name. What else is in a directory does not matter, nor
// do names that start with a dot. Symbolic links are followed, and a file or directory that is reached
// twice is listed once, so that links that fan out cost no more than what they lead to. One that leads
// back to a directory above it is a problem, as is a path that does not exist.
func Files(paths []string, extensions ...string) ([]string, []Problem) {
	walk := walker{extensions: extensions, seen: map[string]bool{}, above: map[string]bool{}}
	for _, path := range paths {
		real, err := filepath.Abs(path)
		if err != nil {
			real = path
		}
		walk.visit(path, real, true)
	}
	return walk.files, walk.problems
}

// walker gathers files. It follows symbolic links, which filepath.WalkDir does not.
type walker struct {
	extensions []string
	seen       map[string]bool // by the path without symbolic links
	above      map[string]bool // the directories on the way down, by the same
	files      []string
	problems   []Problem
}

// visit looks at a path. The real one is the same without the symbolic links above its last name.
func (w *walker) visit(path, real string, named bool) {
	info, err := os.Lstat(real)
	if named || err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if info, err = os.Stat(real); err == nil {
			real = withoutLinks(real)
		}
	} else if isGone(err) {
		return // since its directory was read
	}
	wanted := named || slices.Contains(w.extensions, strings.ToLower(filepath.Ext(path)))
	switch {
	case err != nil && wanted:
		w.note(path, explainAccess(err))
	case err != nil:
	case info.IsDir():
		w.visitDirectory(path, real)
	case wanted && !w.seen[real]:
		w.seen[real] = true
		w.files = append(w.files, path)
	}
}

func (w *walker) visitDirectory(path, real string) {
	switch {
	case w.above[real]:
		w.note(path, "leads back to a directory above it; remove the symbolic link")
		return
	case w.seen[real]:
		return
	}
	w.seen[real] = true
	entries, err := os.ReadDir(real)
	if err != nil {
		w.note(path, explainAccess(err))
		return
	}
	w.above[real] = true
	for _, entry := range entries {
		if name := entry.Name(); !strings.HasPrefix(name, ".") {
			w.visit(filepath.Join(path, name), filepath.Join(real, name), false)
		}
	}
	delete(w.above, real)
}

func (w *walker) note(path, message string) {
	w.problems = append(w.problems, whole(path, "%s", message))
}

func withoutLinks(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// isGone also takes a path below what is no directory any more for one that is not there.
func isGone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// Stays reports whether the last good version of a file stays when files are read again with these
// problems: one of them is of the file or of a directory above it, and the file is not gone.
func Stays(file string, problems []Problem) bool {
	if _, err := os.Stat(file); isGone(err) {
		return false
	}
	return slices.ContainsFunc(problems, func(problem Problem) bool {
		below, err := filepath.Rel(problem.File, file)
		return err == nil && filepath.IsLocal(below)
	})
}
