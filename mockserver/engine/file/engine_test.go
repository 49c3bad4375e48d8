package file

import (
	"path/filepath"
	"testing"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/enginetest"
)

func TestSuite(t *testing.T) {
	t.Parallel()
	enginetest.Run(t, enginetest.Kind{New: func(t *testing.T) enginetest.Opener {
		path := filepath.Join(t.TempDir(), "store")
		return func(options engine.Options) (engine.Engine, error) { return Open(path, options) }
	}})
}
