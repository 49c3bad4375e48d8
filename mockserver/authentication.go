package mockserver

import (
	"strings"

	"casemock/mockserver/world"
)

// authenticate finds the world that an Authorization value opens; ok is false for a value that is not
// an accepted key, alone or followed by a slash and a world's name.
func authenticate(keys []string, value string) (name string, ok bool) {
	for _, key := range keys {
		if value == key {
			return world.Default, true
		}
	}
	for _, key := range keys {
		name, found := strings.CutPrefix(value, key+"/")
		if found && world.IsName(name) {
			return name, true
		}
	}
	return "", false
}
