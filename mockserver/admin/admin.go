package admin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/gorilla/mux"

	"casemock/contracts/caseapi"
	"casemock/contracts/openapi"
	"casemock/contracts/strictyaml"
	"casemock/mockserver/console"
	"casemock/mockserver/engine"
	"casemock/mockserver/files"
	"casemock/mockserver/journal"
	"casemock/mockserver/routing"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/store"
	"casemock/mockserver/world"
)

// Path is where the admin API and the console live.
const Path = "/__admin/"

// Server is what the admin API uses of the server.
type Server struct {
	Files   *files.Loader
	Worlds  *world.Registry
	CRM     func(*files.Loaded, *world.World) sandbox.CRM // that the states of the data are made in
	Metrics func(io.Writer)                               // writes them for Prometheus
	Store   func(context.Context) error                   // says why the store cannot be used now; nil: it can
	Closing <-chan struct{}                               // ends the streams
	// Send lets the Case API answer a request, and gives the journal's entry of it; nil where it keeps none.
	Send func(*http.Request) *journal.Entry
	Key  string // that the Case API accepts; empty where none is known

	// Surprises are the names of those that the server has in store; nil for none.
	Surprises  []string
	Version    string
	PublicURL  string
	Upstream   string // URL of the real server that answers in the place of the sandbox; empty: none
	Drift      bool   // that is compared with the documents
	Token      string // that is asked for; empty: none
	Open       bool   // may be used under any name of the machine without a token
	TrustProxy bool   // believes what a proxy says of the address that a browser asked
	Elsewhere  bool   // is served at another address than the Case API
}

// call is a request of the admin API, with the world that it is about.
type call struct {
	*http.Request
	parameters map[string]string // of the path
	server     *Server
	worldName  string
	namedWorld string // by the parameter; empty: not named, which some endpoints take for all worlds
	world      *world.World

	body            []byte         // as it was read; nil before
	filter          journal.Filter // what its parameters say, where the endpoint takes them
	page            page
	search          search
	forcedID        string
	openAPI         openapi.Version
	recordingName   string
	recordingIsLive bool
	onlyChecks      bool
	importsAnyway   bool
	wait            time.Duration // for what is still open
}

// enter makes sure of the world, for an endpoint that leaves something there. One that an engine keeps begins by
// itself.
func (r *call) enter() {
	if r.server.Worlds.Engine == nil {
		r.world = r.server.Worlds.Enter(r.world.Name)
	}
}

// failure is an error that the client of the admin API made, and can mend.
type failure struct {
	status  int
	message string
}

func (e failure) Error() string { return e.message }

// refused is an error of a request that cannot be right.
func refused(format string, arguments ...any) error {
	return failure{http.StatusBadRequest, fmt.Sprintf(format, arguments...)}
}

// endpoints is the table of what the admin API serves, by path and method. To add an endpoint, write
// it down here with the parameters that it takes.
func endpoints() map[string]map[string]endpoint {
	const get, put, post, remove = http.MethodGet, http.MethodPut, http.MethodPost, http.MethodDelete
	return map[string]map[string]endpoint{
		"health":    {get: {answer: health, serverOnly: true}},
		"scenarios": {get: {answer: listScenarios}},
		"scenarios/{name:.+}": {get: {answer: showScenario},
			remove: {answer: deleteScenario, looks: true},
			put:    {answer: putScenario, takesBody: true, looks: true, parameters: []parameter{checkParameter}}},
		"force": {get: {answer: listForced}, post: {answer: forceAnswer, takesBody: true},
			remove: {answer: clearForced, parameters: []parameter{forcedParameter}}},
		"force/{n:[0-9]+}": {remove: {answer: removeForced}},
		"requests": {get: {answer: listRequests, parameters: filterParameters},
			remove: {answer: clearRequests, parameters: filterParameters}},
		"requests/count":               {post: {answer: countRequests, takesBody: true, looks: true}},
		"requests/stream":              {get: {serve: streamRequests}},
		"requests/{n:[0-9]+}":          {get: {answer: showRequest}},
		"requests/{n:[0-9]+}/scenario": {get: {serve: serveRecorded, parameters: recordingParameters}},
		"cases":                        {get: {answer: browseCases, ofSandbox: true, parameters: caseSearchParameters}},
		"cases/{id}":                   {get: {answer: showCase, ofSandbox: true}},
		"customers": {get: {answer: browseCustomers, ofSandbox: true,
			parameters: customerSearchParameters}},
		"customers/{id}":       {get: {answer: showCustomer, ofSandbox: true}},
		"customers/{id}/cases": {get: {answer: listCasesOf, ofSandbox: true}},
		"worlds":               {get: {answer: listWorlds}},
		"world": {get: {serve: serveExport},
			put: {answer: importWorld, takesBody: true, looks: true, parameters: []parameter{anywayParameter}}},
		"coverage": {get: {answer: showCoverage}},
		"drift":    {get: {answer: showDrift}},
		"verdict":  {get: {answer: showVerdict, parameters: []parameter{waitParameter}}},
		"clock":    {get: {answer: showClock}, put: {answer: setClock, takesBody: true}},
		"reset":    {post: {answer: reset}},
		"send": {get: {answer: listSendExamples},
			post: {answer: sendToAPI, takesBody: true, looks: true}},
		"states": {post: {answer: changeState, takesBody: true}},
		"openapi.yaml": {get: {serve: serveOpenAPI, parameters: []parameter{versionParameter},
			serverOnly: true}},
		"metrics": {get: {serve: serveMetrics, serverOnly: true}},
	}
}

// New is the admin API of a server, with the console, as a handler.
func New(server *Server) http.Handler {
	router := mux.NewRouter()
	router.SkipClean(true)
	router.UseEncodedPath()
	for path, methods := range endpoints() {
		byMethod := routing.Methods{}
		for method, endpoint := range methods {
			byMethod[method] = server.handle(endpoint)
		}
		router.Handle(Path+path, byMethod.Or(wrongMethod))
	}
	page := http.StripPrefix(Path, console.Handler())
	router.Handle(Path, page)
	router.PathPrefix(Path + "console/").Handler(page)
	router.NotFoundHandler = http.HandlerFunc(noSuchEndpoint)
	return server.guard(router)
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	if value == nil {
		w.WriteHeader(status)
		return
	}
	list, isLong := value.(longList)
	var body []byte
	if !isLong {
		body = append(caseapi.MustMarshal(value), '\n')
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

// writeError writes every failure of the admin API; what is not an [failure] is ours and goes
// to the recovery.
func writeError(w http.ResponseWriter, err error) {
	var wrong failure
	var unsure journal.UnsureError
	var problems strictyaml.Problems
	switch {
	case errors.As(err, &problems):
		writeJSON(w, http.StatusBadRequest, answerProblems(problems))
		return
	case errors.As(err, &unsure):
		writeJSON(w, http.StatusConflict, map[string]string{"error": unsure.Code, "message": unsure.Message})
		return
	case errors.Is(err, engine.ErrUnavailable):
		wrong = failure{http.StatusServiceUnavailable, "the store that keeps the data (--store) cannot be reached; " +
			"whether the request had an effect is not known"}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		panic(http.ErrAbortHandler) // nobody waits for the answer any longer
	case errors.Is(err, store.ErrFull):
		wrong = failure{http.StatusInsufficientStorage, sandbox.FullMessage}
	case errors.Is(err, store.ErrTooLarge):
		wrong = failure{http.StatusUnprocessableEntity, store.ErrTooLarge.Error()}
	case !errors.As(err, &wrong):
		panic(err)
	}
	writeJSON(w, wrong.status, map[string]string{
		"error": http.StatusText(wrong.status), "message": wrong.message})
}

func noSuchEndpoint(w http.ResponseWriter, r *http.Request) {
	writeError(w, failure{http.StatusNotFound, fmt.Sprintf(
		"the admin API has nothing at %s; the README lists what it has", r.URL.EscapedPath())})
}

func wrongMethod(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	writeError(w, failure{http.StatusMethodNotAllowed, routing.NotAllowed(w, r)})
}
