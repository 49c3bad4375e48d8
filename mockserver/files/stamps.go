package files

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"strings"

	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/scenarios"
)

// contents is a digest of all that the server reads: the names of the files and what they hold, and why
// others cannot be read.
type contents [sha256.Size]byte

func (s *Sources) readContents() contents {
	digest := sha256.New()
	s.describe(digest, func(file string) any {
		data, problem := strictyaml.Contents(file)
		return fmt.Sprintf("%s %x", problem, sha256.Sum256(data))
	})
	return contents(digest.Sum(nil))
}

// fileStamps describes the same files by all that the system says of them without their being read:
// size, times, inode and whatever else there is.
func (s *Sources) fileStamps() string {
	var stamps strings.Builder
	s.describe(&stamps, func(file string) any {
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		return fmt.Sprint(info.Size(), info.ModTime().UnixNano(), info.Sys())
	})
	return stamps.String()
}

// describe writes a line for each file that loading reads, and for each problem of finding them.
func (s *Sources) describe(to io.Writer, line func(file string) any) {
	files, problems := scenarios.Files(s.Scenarios...)
	if s.Meta != "" {
		files = append(files, s.Meta)
	}
	if s.Fixtures != "" {
		more, found := fixtures.Files(s.Fixtures)
		files, problems = append(files, more...), append(problems, found...)
	}
	for _, file := range files {
		fmt.Fprintln(to, file, line(file))
	}
	fmt.Fprintln(to, problems)
}
