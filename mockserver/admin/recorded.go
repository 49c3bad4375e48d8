package admin

import (
	"cmp"
	"fmt"
	"io"
	"net/http"

	"casemock/scenarios"
)

// recordingParameters say how the scenario is to be called, and whether it answers whatever matches.
var recordingParameters = []parameter{
	{"name", func(r *call, text string) error {
		r.recordingName = text
		if !scenarios.ValidName(text) {
			return fmt.Errorf("%q must be letters, digits, dots, - and _, with slashes between", text)
		}
		return nil
	}},
	{"live", func(r *call, text string) (err error) {
		r.recordingIsLive, err = truth(text)
		return err
	}},
}

// serveRecorded gives a request of the journal as a scenario that answers it so again.
func serveRecorded(w http.ResponseWriter, r *call) {
	entry, err := r.findRequest()
	if err != nil {
		writeError(w, err)
		return
	}
	name := cmp.Or(r.recordingName, entry.ScenarioName())
	yaml, err := entry.Scenario(r.server.Files.Current().API, name, r.recordingIsLive)
	if err != nil {
		writeError(w, failure{http.StatusConflict, err.Error()})
		return
	}
	w.Header().Set("Content-Type", "application/yaml")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = io.WriteString(w, yaml)
}
