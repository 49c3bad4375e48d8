package scenarios

import (
	"cmp"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
)

// ParseUpload reads the one scenario of a text that a running server is given, with all that [Load] demands of a
// file. The name is what the scenario must be called, and what problems call the text; empty: any.
// The world of the server is the one that it is for; empty: all. The scenario is nil where there are problems.
func ParseUpload(api *caseapi.API, name, world string, text []byte) (*Scenario, []strictyaml.Problem) {
	file := strictyaml.Parse(cmp.Or(name, "scenario"), text)
	var found *Scenario
	for i, document := range file.Documents {
		if i > 0 {
			document.Root.Note("is a second document; give one scenario at a time, by its own name")
			break
		}
		if IsStory(document.Root) {
			document.Root.Note("is a story, not a scenario; a server replays scenarios alone")
			break
		}
		scenario, called := readScenario(api, document)
		if name != "" && scenario.Name != "" && scenario.Name != name {
			called.Note("is %s, and the scenario was given as %s; the two must be the same", scenario.Name, name)
		}
		scenario.Source = Source{Line: document.Line, Uploaded: true, World: world}
		found = scenario
	}
	problems := file.Problems()
	switch {
	case len(problems) > 0:
		return nil, problems
	case found == nil:
		return nil, []strictyaml.Problem{{File: file.Name, Line: 1, Column: 1,
			Message: "is empty; it must hold a scenario, of name, operation and responses"}}
	}
	return found, nil
}
