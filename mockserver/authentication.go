package mockserver

import (
	"regexp"
	"strings"
)

// DefaultWorld is the world of the bare key.
const DefaultWorld = "default"

// worldName is what may follow an accepted key and a slash.
var worldName = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// authenticate finds the world that an Authorization value opens; ok is false for a value that is not
// an accepted key, alone or followed by a slash and a world's name.
func authenticate(keys []string, value string) (world string, ok bool) {
	for _, key := range keys {
		if value == key {
			return DefaultWorld, true
		}
	}
	for _, key := range keys {
		name, found := strings.CutPrefix(value, key+"/")
		if found && worldName.MatchString(name) {
			return name, true
		}
	}
	return "", false
}
