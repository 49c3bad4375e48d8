package mockserver

import (
	"context"
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
		return errWorldName(worldName)
	}
	uploaded, problems := scenarios.ParseUpload(s.API(), "", worldName, []byte(yaml))
	if len(problems) > 0 {
		return strictyaml.Problems(problems)
	}
	err := s.worlds.ChangeUploads(context.Background(), worldName, func(uploads *world.Uploads) (err error) {
		_, err = uploads.Put(uploaded)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping scenario %s: %w", uploaded.Name, err)
	}
	return nil
}

// DeleteScenario forgets a scenario that was put for a world, or with an empty name of the world for all, and
// reports whether there was one. The error is that of the store.
func (s *Server) DeleteScenario(worldName, name string) (found bool, err error) {
	err = s.worlds.ChangeUploads(context.Background(), worldName, func(uploads *world.Uploads) error {
		found = uploads.Delete(name)
		return nil
	})
	return found, err
}
