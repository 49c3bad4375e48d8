package files

import (
	"context"
	"log/slog"
	"time"
)

const (
	// watchInterval is how often [Loader.Watch] looks at the files: an edit is in force within a second.
	watchInterval = 500 * time.Millisecond
	// quietLooks is after how many looks at the same stamps a file is taken to be unchanged without
	// reading it: two changes within a tick of a file system's clock have the same.
	quietLooks = 6
)

// Watch reloads the files whenever what they hold has changed, until the context ends. It asks for them
// time and again, by the same way as loading, since the notices of file systems do not reach through
// mounts and network shares, and are of one name of a file that links give several.
func (l *Loader) Watch(ctx context.Context, logger *slog.Logger) {
	var seen string
	var looks int
	ticker := time.NewTicker(watchInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		stamps := l.sources.fileStamps()
		if looks++; stamps != seen {
			seen, looks = stamps, 0
		}
		if looks < quietLooks && l.sources.readContents() != l.Current().contents {
			l.reloadChanged(logger)
		}
	}
}

func (l *Loader) reloadChanged(logger *slog.Logger) {
	if err := l.Reload(); err != nil {
		logger.Error("a changed file cannot be used; its last good version stays", "problems", err)
		return
	}
	logger.Info("changed files were reloaded")
}
