package mockserver

import (
	"fmt"

	"casemock/contracts/strictyaml"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// PutScenario gives the server a scenario in YAML, for the requests of a world, or with an empty name of those of
// all worlds. It takes the place of one with its name that was put before, and stands before those of files and
// the built-in ones. The error is [FileProblems] where the text is not right.
func (s *Server) PutScenario(worldName, yaml string) error {
	if worldName != "" && !world.IsName(worldName) {
		return fmt.Errorf("world %q must be 1 to 64 letters, digits, dots, - or _", worldName)
	}
	uploaded, problems := scenarios.ParseUpload(s.API(), "", worldName, []byte(yaml))
	if len(problems) > 0 {
		return strictyaml.Problems(problems)
	}
	uploads := s.worlds.Uploads
	if worldName != "" {
		uploads = s.worlds.Enter(worldName).Uploads
	}
	if _, err := uploads.Put(uploaded); err != nil {
		return fmt.Errorf("keeping scenario %s: %w", uploaded.Name, err)
	}
	return nil
}

// DeleteScenario forgets a scenario that was put for a world, or with an empty name of the world for all, and
// reports whether there was one.
func (s *Server) DeleteScenario(worldName, name string) bool {
	if worldName == "" {
		return s.worlds.Uploads.Delete(name)
	}
	return s.worlds.Visit(worldName).Uploads.Delete(name)
}
