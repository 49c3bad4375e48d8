package mockserver

import (
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/world"
)

// enter finds the world that a request's key opens, and the default one for a key that is not accepted. An
// exchange stays in it to its end, also where the world is reset meanwhile.
func (s *Server) enter(r *http.Request) (entered *world.World, admitted bool) {
	name, admitted := authenticate(s.config.keys, r.Header.Get(caseapi.AuthorizationHeader))
	if !admitted {
		name = DefaultWorld
	}
	return s.worlds.Enter(name), admitted
}

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
