package mockserver

import (
	"context"
	"time"
)

const (
	// watchInterval is how often [Server.Watch] looks at the files: an edit is in force within a second.
	watchInterval = 500 * time.Millisecond
	// quietLooks is after how many looks at the same stamps a file is taken to be unchanged without
	// reading it: two changes within a tick of a file system's clock have the same.
	quietLooks = 6
)

// Watch reloads the files whenever what they hold has changed, until the context ends. It asks for them
// time and again, by the same way as loading, since the notices of file systems do not reach through
// mounts and network shares, and are of one name of a file that links give several.
func (s *Server) Watch(ctx context.Context) {
	var seen string
	var looks int
	for pause(ctx, watchInterval) {
		stamps := s.config.fileStamps()
		if looks++; stamps != seen {
			seen, looks = stamps, 0
		}
		if looks < quietLooks && s.config.readContents() != s.loaded.Load().contents {
			s.reloadChanged()
		}
	}
}

func (s *Server) reloadChanged() {
	if err := s.Reload(); err != nil {
		s.config.logger.Error("a changed file cannot be used; its last good version stays", "problems", err)
		return
	}
	s.config.logger.Info("changed files were reloaded")
}
