package mockserver

import (
	"context"
	"errors"

	"casemock/mockserver/world"
)

// ErrNoDrift says that nothing is compared: a server does so only with [WithDrift].
var ErrNoDrift = errors.New("nothing is compared without WithDrift")

// Drift lists where the real server and the documents part, as far as the requests of a world have shown. It waits
// until all is compared that has been answered by now; the error is that of the context, or [ErrNoDrift].
func (s *Server) Drift(ctx context.Context, worldName string) (Drift, error) {
	if !world.IsName(worldName) {
		return Drift{}, errWorldName(worldName)
	}
	compared := s.worlds.Visit(worldName).Drift
	if compared == nil {
		return Drift{}, ErrNoDrift
	}
	return compared.List(ctx)
}
