package snapshot

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"casemock/mockserver/engine"
)

// Snapshot is what a world holds at some time.
type Snapshot struct {
	World string
	// Settings are those of the server that the world builds on, by the names of flags: in a server with others, the
	// seeded data is other data, or other fields are allowed.
	Settings map[string]string
	// Records are what was changed, in order of their keys.
	Records []engine.Record
}

// Links says how the address of a case or a customer begins and ends in a world. Such an address is left out when it
// is written, and made up when it is read, so that it fits the server.
type Links struct {
	Case     func(id string) string
	Customer func(id string) string
}

// Differ says which settings are not those of another server, empty where all are.
func (s Snapshot) Differ(here map[string]string) string {
	var parts []string
	names := maps.Clone(here)
	maps.Copy(names, s.Settings)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if s.Settings[name] != here[name] {
			parts = append(parts, fmt.Sprintf("%s (there %s, here %s)", name, s.Settings[name], here[name]))
		}
	}
	return strings.Join(parts, ", ")
}
