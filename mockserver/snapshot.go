package mockserver

import (
	"bytes"
	"context"

	"casemock/mockserver/world"
)

// ExportWorld writes down what a world holds, in YAML: all that its clients have changed in the data, what is forced,
// how far sequences have come, provider states, the clock and the scenarios that were put for it. Not the journal and
// the coverage, which are what was asked.
func (s *Server) ExportWorld(worldName string) ([]byte, error) {
	if !world.IsName(worldName) {
		return nil, errWorldName(worldName)
	}
	found, err := s.worlds.Look(context.Background(), worldName)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	err = s.administered().Export(&text, found)
	return text.Bytes(), err
}

// ImportWorld resets a world and puts in it what was exported, from a world of any name of a server with the same
// seed, population, custom fields and fixtures. The error is [FileProblems] where the text is not right; then, as with
// any error but that of a store, nothing is changed.
func (s *Server) ImportWorld(worldName string, text []byte) error {
	if !world.IsName(worldName) {
		return errWorldName(worldName)
	}
	_, err := s.administered().Import(context.Background(), worldName, text, false)
	return err
}
