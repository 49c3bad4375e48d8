package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
)

// target is what a path leads to.
type target struct {
	path string      // without symbolic links, unless it is a stream
	info fs.FileInfo // nil when nothing is there yet
	// descriptor is the number of one of the process's own; empty for anything else.
	descriptor string
	// hidden is what no path leads to, such as a pipe of another process in /proc.
	hidden bool
}

// descriptorPath matches the names of the process's own descriptors on the usual systems.
var descriptorPath = regexp.MustCompile(`^/(?:dev/fd|proc/(?:self|thread-self|` +
	strconv.Itoa(os.Getpid()) + `)/fd)/(\d+)$`)

// standardPaths are those descriptors that have names of their own.
var standardPaths = map[string]string{"/dev/stdin": "0", "/dev/stdout": "1", "/dev/stderr": "2"}

// mostLinks is how many symbolic links may lead to each other, as in Linux.
const mostLinks = 40

// find follows symbolic links, also to a file that is not there yet.
func find(path string) (target, error) {
	at, err := filepath.Abs(path)
	if err != nil {
		return target{}, err
	}
	for range mostLinks {
		if descriptor := descriptorAt(at); descriptor != "" {
			return target{path: path, descriptor: descriptor}, nil
		}
		info, err := os.Lstat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			behind, err := os.Stat(path)
			if err == nil {
				return target{path: path, info: behind, hidden: true}, nil
			}
			return target{path: canonical(at)}, nil
		case err != nil:
			return target{}, err
		case info.IsDir():
			return target{}, fmt.Errorf("%s is a directory: name a file in it", at)
		case info.Mode()&fs.ModeSymlink == 0:
			return target{path: canonical(at), info: info}, nil
		}
		next, err := os.Readlink(at)
		if err != nil {
			return target{}, err
		}
		if !filepath.IsAbs(next) {
			// The link's own directory may be reached by a link, which .. would miss.
			next = filepath.Join(filepath.Dir(canonical(at)), next)
		}
		at = next
	}
	return target{}, errors.New("its symbolic links lead to each other")
}

// descriptorAt is the number of a descriptor of this process; empty for any other path.
func descriptorAt(path string) string {
	if number, ok := standardPaths[path]; ok {
		return number
	}
	if match := descriptorPath.FindStringSubmatch(path); match != nil {
		return match[1]
	}
	return ""
}

// canonical is the path without links in its directory, as far as that is there.
func canonical(path string) string {
	directory, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return path
	}
	return filepath.Join(directory, filepath.Base(path))
}

// isStream reports whether the target is written to only.
func (t target) isStream() bool {
	return t.descriptor != "" || t.hidden || t.info != nil && !t.info.Mode().IsRegular()
}
