package redis

import (
	"testing"

	"casemock/mockserver/engine"
	"casemock/mockserver/engine/enginetest"
	"casemock/mockserver/engine/redistest"
)

func TestSuite(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	enginetest.Run(t, enginetest.Kind{Shared: true, New: func(t *testing.T) enginetest.Opener {
		address := server.URL()
		return func(options engine.Options) (engine.Engine, error) { return Open(t.Context(), address, options) }
	}})
}
