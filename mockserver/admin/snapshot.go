package admin

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"casemock/contracts/strictyaml"
	"casemock/fixtures"
	"casemock/mockserver/snapshot"
	"casemock/mockserver/world"
)

// anywayParameter imports what was exported from a server with other settings.
var anywayParameter = parameter{"anyway", func(r *call, text string) (err error) {
	r.importsAnyway, err = truth(text)
	return err
}}

// Export writes what a world holds.
func (s *Server) Export(w io.Writer, where *world.World) error {
	records, err := where.Snapshot()
	if err != nil {
		return err
	}
	taken := snapshot.Snapshot{World: where.Name, Settings: s.Files.Settings(), Records: records}
	return snapshot.Write(w, taken, s.links(where.Name))
}

// links are the addresses of cases and customers in a world.
func (s *Server) links(worldName string) snapshot.Links {
	return snapshot.Links{
		Case:     func(id string) string { return world.Link(worldName, fixtures.CaseURL(s.PublicURL, id)) },
		Customer: func(id string) string { return world.Link(worldName, fixtures.CustomerURL(s.PublicURL, id)) },
	}
}

// serveExport gives what the world holds, in YAML.
func serveExport(w http.ResponseWriter, r *call) {
	var text bytes.Buffer
	err := r.server.Export(&text, r.world)
	if err != nil {
		writeError(w, snapshotError(err))
		return
	}
	w.Header().Set("Content-Type", "application/yaml")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = text.WriteTo(w)
}

// snapshotError is an error of a snapshot as its client is told it.
func snapshotError(err error) error {
	var wrong world.RecordError
	switch {
	case errors.Is(err, world.ErrInfested):
		return failure{http.StatusConflict, err.Error()}
	case errors.As(err, &wrong):
		return refused("%v", wrong)
	}
	return err
}

// Import puts what was exported in the place of all that a world holds. What is wrong with the text are
// [strictyaml.Problems]; that the settings of the server that it comes from are others is an error, unless that is not
// to matter.
func (s *Server) Import(ctx context.Context, worldName string, text []byte, anyway bool) (Imported, error) {
	if _, err := s.Worlds.Look(ctx, worldName); err != nil { // so that what was put for all worlds is known
		return Imported{}, err
	}
	inForce := s.Worlds.Scenarios(s.Files.Current().Scenarios)
	known := func(scenario string) bool { _, found := inForce.Find(scenario); return found }
	read, problems := snapshot.Read(s.Files.API(), known, "world", worldName, text, s.links(worldName))
	if len(problems) > 0 {
		return Imported{}, strictyaml.Problems(problems)
	}
	if differ := read.Differ(s.Files.Settings()); differ != "" && !anyway {
		return Imported{}, failure{http.StatusConflict, "it was exported from a server with other settings: " + differ +
			"; start the server with the same ones, or import it anyway"}
	}
	err := s.Worlds.Restore(ctx, worldName, read.Records)
	return Imported{worldName, read.World, len(read.Records)}, snapshotError(err)
}

func importWorld(r *call) (int, any, error) {
	text, err := r.readUpTo(snapshot.MostBytes)
	if err != nil {
		return 0, nil, err
	}
	done, err := r.server.Import(r.Context(), r.worldName, text, r.importsAnyway)
	return http.StatusOK, done, err
}

// Imported says what was imported.
type Imported struct {
	World   string `json:"world"`
	From    string `json:"from,omitempty"` // the world that was exported
	Records int    `json:"records"`        // cases, customers and whatever else
}
