package mockserver

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/gorilla/mux"

	"casemock/contracts/caseapi"
	"casemock/mockserver/console"
	"casemock/mockserver/journal"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
	"casemock/mockserver/world"
)

// AdminPath is where the admin API and the console live.
const AdminPath = "/__admin/"

// adminRequest is a request of the admin API, with the world that it is about.
type adminRequest struct {
	*http.Request
	parameters map[string]string // of the path
	server     *Server
	worldName  string
	world      *world.World

	filter          journal.Filter // what its parameters say, where the endpoint takes them
	page            page
	openAPI         caseapi.OpenAPIVersion
	recordingName   string
	recordingIsLive bool
}

// enter makes sure of the world, for an endpoint that leaves something there.
func (r *adminRequest) enter() { r.world = r.server.worlds.Enter(r.world.Name) }

// adminError is an error that the client of the admin API made, and can mend.
type adminError struct {
	status  int
	message string
}

func (e adminError) Error() string { return e.message }

// refused is an error of a request that cannot be right.
func refused(format string, arguments ...any) error {
	return adminError{http.StatusBadRequest, fmt.Sprintf(format, arguments...)}
}

// adminEndpoints is the table of what the admin API serves, by path and method. To add an endpoint, write
// it down here with the parameters that it takes.
func adminEndpoints() map[string]map[string]adminEndpoint {
	const get, post, remove = http.MethodGet, http.MethodPost, http.MethodDelete
	return map[string]map[string]adminEndpoint{
		"health":              {get: {answer: health}},
		"scenarios":           {get: {answer: listScenarios}},
		"scenarios/{name:.+}": {get: {answer: showScenario}},
		"force": {get: {answer: listForced}, post: {answer: forceAnswer, takesBody: true},
			remove: {answer: clearForced}},
		"requests": {get: {answer: listRequests, parameters: filterParameters},
			remove: {answer: clearRequests, parameters: filterParameters}},
		"requests/count":               {post: {answer: countRequests, takesBody: true}},
		"requests/stream":              {get: {serve: streamRequests}},
		"requests/{n:[0-9]+}":          {get: {answer: showRequest}},
		"requests/{n:[0-9]+}/scenario": {get: {serve: serveRecorded, parameters: recordingParameters}},
		"cases":                        {get: {answer: browseCases, parameters: pageParameters}},
		"cases/{id}":                   {get: {answer: showCase}},
		"customers":                    {get: {answer: browseCustomers, parameters: pageParameters}},
		"customers/{id}":               {get: {answer: showCustomer}},
		"customers/{id}/cases":         {get: {answer: listCasesOf}},
		"worlds":                       {get: {answer: listWorlds}},
		"coverage":                     {get: {answer: showCoverage}},
		"reset":                        {post: {answer: reset}},
		"states":                       {post: {answer: changeState, takesBody: true}},
		"openapi.yaml":                 {get: {serve: serveOpenAPI, parameters: []adminParameter{versionParameter}}},
		"metrics":                      {get: {serve: serveMetrics}},
	}
}

// adminRoutes is the admin API as a handler.
func (s *Server) adminRoutes() http.Handler {
	router := mux.NewRouter()
	router.SkipClean(true)
	router.UseEncodedPath()
	for path, endpoints := range adminEndpoints() {
		byMethod := methods{}
		for method, endpoint := range endpoints {
			byMethod[method] = s.handleAdmin(endpoint)
		}
		router.Handle(AdminPath+path, byMethod.or(wrongAdminMethod))
	}
	page := http.StripPrefix(AdminPath, console.Handler())
	router.Handle(AdminPath, page)
	router.PathPrefix(AdminPath + "console/").Handler(page)
	router.NotFoundHandler = http.HandlerFunc(noSuchEndpoint)
	return s.guard(dispatch(router))
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
	w.Header().Set("Content-Type", "application/json")
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
	var wrong adminError
	var unsure journal.UnsureError
	switch {
	case errors.As(err, &unsure):
		writeAdminJSON(w, http.StatusConflict, map[string]string{"error": unsure.Code, "message": unsure.Message})
		return
	case errors.Is(err, store.ErrFull):
		wrong = adminError{http.StatusInsufficientStorage, sandbox.FullMessage}
	case errors.Is(err, store.ErrTooLarge):
		wrong = adminError{http.StatusUnprocessableEntity, store.ErrTooLarge.Error()}
	case !errors.As(err, &wrong):
		panic(err)
	}
	writeAdminJSON(w, wrong.status, map[string]string{
		"error": http.StatusText(wrong.status), "message": wrong.message})
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
