package mockserver

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/gorilla/mux"

	"casemock/contracts/caseapi"
	"casemock/mockserver/console"
	"casemock/mockserver/store"
)

// AdminPath is where the admin API and the console live.
const AdminPath = "/__admin/"

// adminRequest is a request of the admin API, with the world that it is about.
type adminRequest struct {
	*http.Request
	parameters map[string]string // of the path
	server     *Server
	world      *world
}

// enter makes sure of the world, for an endpoint that leaves something there.
func (r *adminRequest) enter() { r.world = r.server.worlds.enter(r.world.name) }

// maxAdminBody bounds what the admin API reads, in bytes.
const maxAdminBody = 1 << 20

// read decodes the request's JSON body strictly: an unknown key is an error, and so is a second value.
func (r *adminRequest) read(into any) error {
	decoder := json.NewDecoder(http.MaxBytesReader(nil, r.Body, maxAdminBody))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return adminError{http.StatusBadRequest, "the body must be JSON of the documented shape: " + err.Error()}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return adminError{http.StatusBadRequest, "the body must be one JSON object, and nothing after it"}
	}
	return nil
}

// adminError is an error that the client of the admin API made, and can mend.
type adminError struct {
	status  int
	message string
}

func (e adminError) Error() string { return e.message }

// adminHandler answers an endpoint of the admin API with a status and a value to write as JSON, or a
// [longList]; nil writes no body.
type adminHandler func(*adminRequest) (status int, value any, err error)

// adminEndpoints is the table of what the admin API serves as JSON, by path and method.
func (s *Server) adminEndpoints() map[string]map[string]adminHandler {
	return map[string]map[string]adminHandler{
		"health":              {http.MethodGet: health},
		"scenarios":           {http.MethodGet: listScenarios},
		"scenarios/{name:.+}": {http.MethodGet: showScenario},
		"force": {http.MethodGet: listForced, http.MethodPost: forceAnswer,
			http.MethodDelete: clearForced},
		"requests":             {http.MethodGet: listRequests, http.MethodDelete: clearRequests},
		"requests/count":       {http.MethodPost: countRequests},
		"requests/{n:[0-9]+}":  {http.MethodGet: showRequest},
		"cases":                {http.MethodGet: browseCases},
		"cases/{id}":           {http.MethodGet: showCase},
		"customers":            {http.MethodGet: browseCustomers},
		"customers/{id}":       {http.MethodGet: showCustomer},
		"customers/{id}/cases": {http.MethodGet: listCasesOf},
		"worlds":               {http.MethodGet: listWorlds},
		"coverage":             {http.MethodGet: showCoverage},
		"reset":                {http.MethodPost: reset},
		"states":               {http.MethodPost: changeState},
	}
}

// adminRoutes is the admin API as a handler.
func (s *Server) adminRoutes() http.Handler {
	router := mux.NewRouter()
	router.SkipClean(true)
	router.UseEncodedPath()
	for path, handlers := range s.adminEndpoints() {
		byMethod := methods{}
		for method, handler := range handlers {
			byMethod[method] = s.adminJSON(handler)
		}
		router.Handle(AdminPath+path, byMethod.or(wrongAdminMethod))
	}
	for path, handler := range map[string]http.Handler{
		"openapi.yaml":    http.HandlerFunc(s.serveOpenAPI),
		"requests/stream": s.inWorld(streamRequests),
		"metrics":         http.HandlerFunc(s.serveMetrics),
	} {
		router.Handle(AdminPath+path, methods{http.MethodGet: handler}.or(wrongAdminMethod))
	}
	page := http.StripPrefix(AdminPath, console.Handler())
	router.Handle(AdminPath, page)
	router.PathPrefix(AdminPath + "console/").Handler(page)
	router.NotFoundHandler = http.HandlerFunc(noSuchEndpoint)
	return s.guard(dispatch(router))
}

// inWorld finds the world that an admin request is about: the parameter world, or the default one.
func (s *Server) inWorld(handle func(http.ResponseWriter, *adminRequest)) http.Handler {
	return routed(func(w http.ResponseWriter, r *http.Request, parameters map[string]string) {
		name := r.URL.Query().Get("world")
		if name == "" {
			name = DefaultWorld
		}
		if !worldName.MatchString(name) {
			writeAdminError(w, adminError{http.StatusBadRequest,
				fmt.Sprintf("world %q must be 1 to 64 letters, digits, dots, - or _", name)})
			return
		}
		if wrong := caseapi.ValidateContentEncoding(r.Header); len(wrong) > 0 && r.ContentLength != 0 {
			writeAdminError(w, adminError{http.StatusBadRequest, wrong[0].Error()})
			return
		}
		handle(w, &adminRequest{r, parameters, s, s.worlds.visit(name)})
	})
}

// adminJSON runs the handler and writes what it returns.
func (s *Server) adminJSON(handle adminHandler) http.Handler {
	return s.inWorld(func(w http.ResponseWriter, r *adminRequest) {
		status, value, err := handle(r)
		if err != nil {
			writeAdminError(w, err)
			return
		}
		writeAdminJSON(w, status, value)
	})
}

func writeAdminJSON(w http.ResponseWriter, status int, value any) {
	if value == nil {
		w.WriteHeader(status)
		return
	}
	list, isLong := value.(longList)
	var body []byte
	if !isLong {
		body = append(mustMarshal(value), '\n')
	}
	w.Header().Set("Content-Type", jsonType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if isLong {
		list.write(w)
		return
	}
	_, _ = w.Write(body)
}

// writeAdminError writes every failure of the admin API; what is not an [adminError] is ours and goes
// to the recovery.
func writeAdminError(w http.ResponseWriter, err error) {
	var refused adminError
	switch {
	case errors.Is(err, store.ErrFull):
		refused = adminError{http.StatusInsufficientStorage, fullMessage}
	case errors.Is(err, store.ErrTooLarge):
		refused = adminError{http.StatusUnprocessableEntity, store.ErrTooLarge.Error()}
	case !errors.As(err, &refused):
		panic(err)
	}
	writeAdminJSON(w, refused.status, map[string]string{
		"error": http.StatusText(refused.status), "message": refused.message})
}

func noSuchEndpoint(w http.ResponseWriter, r *http.Request) {
	writeAdminError(w, adminError{http.StatusNotFound, fmt.Sprintf(
		"the admin API has nothing at %s; the README lists what it has", r.URL.EscapedPath())})
}

func wrongAdminMethod(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	writeAdminError(w, adminError{http.StatusMethodNotAllowed, notAllowed(w, r)})
}
