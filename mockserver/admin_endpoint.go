package mockserver

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/world"
)

// adminEndpoint is what the admin API does at a path with a method. What a request may say is declared
// beside the route, and everything else is refused before a handler runs: a filter that was misspelt must
// not become no filter at all. Either answer or serve is set.
type adminEndpoint struct {
	parameters []adminParameter // of the query, besides world, which every endpoint takes
	takesBody  bool             // JSON, which the handler reads; any other endpoint refuses a body
	answer     adminHandler
	serve      func(http.ResponseWriter, *adminRequest) // for what is not JSON
}

// adminHandler answers with a status and a value to write as JSON; nil writes no body.
type adminHandler func(*adminRequest) (status int, value any, err error)

// adminParameter is a parameter of the query. Its reader keeps the value in the request; the error
// follows the name in a sentence.
type adminParameter struct {
	name string
	read func(r *adminRequest, text string) error
}

// worldParameter chooses the world that a request is about. Endpoints that are about the whole server
// take it too, since clients send it with every call.
var worldParameter = adminParameter{"world", func(r *adminRequest, text string) error {
	if !world.IsName(text) {
		return fmt.Errorf("%q must be 1 to 64 letters, digits, dots, - or _", text)
	}
	r.worldName = text
	return nil
}}

// known are all parameters that the endpoint takes.
func (e adminEndpoint) known() []adminParameter {
	return append(slices.Clone(e.parameters), worldParameter)
}

// handleAdmin finds out what a request asks of the endpoint, and answers it.
func (s *Server) handleAdmin(endpoint adminEndpoint) http.Handler {
	return routed(func(w http.ResponseWriter, r *http.Request, parameters map[string]string) {
		request := &adminRequest{Request: r, parameters: parameters, server: s, worldName: DefaultWorld,
			openAPI: caseapi.OpenAPI31, recordingIsLive: true}
		if err := request.accept(endpoint); err != nil {
			writeAdminError(w, err)
			return
		}
		request.world = s.worlds.Visit(request.worldName)
		if endpoint.serve != nil {
			endpoint.serve(w, request)
			return
		}
		status, value, err := endpoint.answer(request)
		if err != nil {
			writeAdminError(w, err)
			return
		}
		writeAdminJSON(w, status, value)
	})
}

// accept reads the query, and refuses what the endpoint does not take.
func (r *adminRequest) accept(endpoint adminEndpoint) error {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return adminError{http.StatusBadRequest, "the query cannot be read: " + err.Error()}
	}
	known := endpoint.known()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if err := r.readParameter(known, name, query[name]); err != nil {
			return err
		}
	}
	if !endpoint.takesBody {
		return r.refuseBody(known)
	}
	return nil
}

func (r *adminRequest) readParameter(known []adminParameter, name string, values []string) error {
	at := slices.IndexFunc(known, func(parameter adminParameter) bool { return parameter.name == name })
	wrong := ""
	switch {
	case at < 0:
		wrong = "is unknown"
		if near := caseapi.Nearest(name, parameterNames(known)); near != "" {
			wrong += "; did you mean " + near + "?"
		}
	case len(values) > 1:
		wrong = "is there more than once"
	case values[0] == "":
		wrong = "is empty; give it a value, or leave it out"
	}
	if wrong != "" {
		return adminError{http.StatusBadRequest, fmt.Sprintf("parameter %q %s. %s", name, wrong, r.takes(known))}
	}
	if err := known[at].read(r, values[0]); err != nil {
		return adminError{http.StatusBadRequest, fmt.Sprintf("%s %v", name, err)}
	}
	return nil
}

// takes says which parameters the request may have.
func (r *adminRequest) takes(known []adminParameter) string {
	return fmt.Sprintf("%s %s takes %s", r.Method, r.URL.Path, strings.Join(parameterNames(known), ", "))
}

func parameterNames(parameters []adminParameter) []string {
	names := make([]string, len(parameters))
	for i, parameter := range parameters {
		names[i] = parameter.name
	}
	return names
}
