package admin

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/openapi"
	"casemock/contracts/wording"
	"casemock/mockserver/routing"
	"casemock/mockserver/world"
)

// endpoint is what the admin API does at a path with a method. What a request may say is declared
// beside the route, and everything else is refused before a handler runs: a filter that was misspelt must
// not become no filter at all. Either answer or serve is set.
type endpoint struct {
	parameters []parameter // of the query, besides world, which every endpoint takes
	takesBody  bool        // JSON, which the handler reads; any other endpoint refuses a body
	looks      bool        // changes nothing in the world although its method is one that may, or sees to that itself
	ofSandbox  bool        // is about its data, which there are none of where a real server answers
	serverOnly bool        // is about the server, and can be asked when nothing can be said of worlds
	answer     handler
	serve      func(http.ResponseWriter, *call) // for what is not JSON
}

// handler answers with a status and a value to write as JSON; nil writes no body.
type handler func(*call) (status int, value any, err error)

// parameter is a parameter of the query. Its reader keeps the value in the request; the error
// follows the name in a sentence.
type parameter struct {
	name string
	read func(r *call, text string) error
}

// worldParameter chooses the world that a request is about. Endpoints that are about the whole server
// take it too, since clients send it with every call.
var worldParameter = parameter{"world", func(r *call, text string) error {
	if !world.IsName(text) {
		return fmt.Errorf("%q must be 1 to 64 letters, digits, dots, - or _", text)
	}
	r.worldName, r.namedWorld = text, text
	return nil
}}

// known are all parameters that the endpoint takes.
func (e endpoint) known() []parameter {
	return append(slices.Clone(e.parameters), worldParameter)
}

// handle finds out what a request asks of the endpoint, and answers it.
func (s *Server) handle(e endpoint) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := &call{Request: r, parameters: routing.Parameters(r), server: s, worldName: world.Default,
			openAPI: openapi.V31, recordingIsLive: true}
		err := asked.accept(e)
		if err == nil && e.ofSandbox && s.Upstream != "" {
			err = failure{http.StatusConflict, "the cases and customers are in " + s.Upstream + ", not here: ask for them " +
				"through the proxy"}
		}
		if err != nil {
			writeError(w, err)
			return
		}
		if asked.world, err = s.Worlds.Look(r.Context(), asked.worldName); err != nil && !e.serverOnly {
			writeError(w, err)
			return
		}
		if e.serve != nil {
			e.serve(w, asked)
			return
		}
		status, value, err := asked.do(e)
		if err != nil {
			writeError(w, err)
			return
		}
		writeJSON(w, status, value)
	})
}

// do does what the endpoint is for, and returns when all that it has changed is kept. What changes a world gets it
// for itself, see [world.World.Change].
func (r *call) do(e endpoint) (status int, value any, err error) {
	if e.looks || r.Method == http.MethodGet || r.Method == http.MethodHead {
		return e.answer(r)
	}
	entered := r.world
	defer func() { r.world = entered }()
	lost := entered.Change(r.Context(), func(here *world.World) {
		r.world = here
		status, value, err = e.answer(r)
	})
	if lost == nil {
		lost = entered.Settle(r.Context())
	}
	if lost != nil {
		err = lost
	}
	return status, value, err
}

// accept reads the query, and refuses what the endpoint does not take.
func (r *call) accept(e endpoint) error {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return refused("the query cannot be read: %v", err)
	}
	known := e.known()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if err := r.readParameter(known, name, query[name]); err != nil {
			return err
		}
	}
	if !e.takesBody {
		return r.refuseBody(known)
	}
	return nil
}

func (r *call) readParameter(known []parameter, name string, values []string) error {
	at := slices.IndexFunc(known, func(p parameter) bool { return p.name == name })
	wrong := ""
	switch {
	case at < 0:
		wrong = "is unknown" + wording.DidYouMean(name, parameterNames(known))
	case len(values) > 1:
		wrong = "is there more than once"
	case values[0] == "":
		wrong = "is empty; give it a value, or leave it out"
	}
	if wrong != "" {
		return refused("parameter %q %s. %s", name, wrong, r.takes(known))
	}
	if err := known[at].read(r, values[0]); err != nil {
		return refused("%s %v", name, err)
	}
	return nil
}

// takes says which parameters the request may have.
func (r *call) takes(known []parameter) string {
	return fmt.Sprintf("%s %s takes %s", r.Method, r.URL.Path, strings.Join(parameterNames(known), ", "))
}

func parameterNames(parameters []parameter) []string {
	names := make([]string, len(parameters))
	for i := range parameters {
		names[i] = parameters[i].name
	}
	return names
}

// truth reads a parameter that is true or false.
func truth(text string) (bool, error) {
	value, err := strconv.ParseBool(text)
	if err != nil {
		return false, fmt.Errorf("must be true or false, got %q", text)
	}
	return value, nil
}
