package mockserver

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// fileStamps describes the files that the server reads, so that a change of any of them changes the
// description: their names, sizes and times. What cannot be read is described by its error.
func (c *config) fileStamps() string {
	var stamps strings.Builder
	for _, path := range append([]string{c.metaFile, c.fixtures}, c.scenarios...) {
		if path != "" {
			stampBelow(&stamps, path)
		}
	}
	return stamps.String()
}

func stampBelow(stamps *strings.Builder, path string) {
	info, err := os.Stat(path) // follows a link, as loading does
	if err != nil {
		fmt.Fprintln(stamps, path, err)
		return
	}
	if !info.IsDir() {
		fmt.Fprintln(stamps, path, info.Size(), info.ModTime().UnixNano())
		return
	}
	// Errors stand in the description already; the walk itself never fails.
	_ = filepath.WalkDir(path, func(below string, entry fs.DirEntry, err error) error {
		if err != nil {
			fmt.Fprintln(stamps, below, err)
			return nil
		}
		if target, err := os.Stat(below); err == nil && !entry.IsDir() {
			fmt.Fprintln(stamps, below, target.Size(), target.ModTime().UnixNano())
		}
		return nil
	})
}
