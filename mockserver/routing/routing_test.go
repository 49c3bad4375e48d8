package routing_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gorilla/mux"

	"casemock/mockserver/routing"
)

func TestMethodsOfAPath(t *testing.T) {
	t.Parallel()
	show := func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, "%s %s", r.Method, routing.Parameters(r)["id"])
	}
	otherwise := func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, routing.NotAllowed(w, r), http.StatusMethodNotAllowed)
	}
	router := mux.NewRouter()
	router.UseEncodedPath()
	router.Handle("/thing/{id}", routing.Methods{http.MethodGet: http.HandlerFunc(show)}.Or(otherwise))
	router.NotFoundHandler = http.NotFoundHandler()
	for request, want := range map[string]string{
		"GET /thing/1":     "200 GET 1",
		"HEAD /thing/1":    "200 HEAD 1", // the server leaves the body out
		"GET /thing/a%2Fb": "200 GET a/b",
		"PUT /thing/1":     "405 PUT is not allowed here, only GET, HEAD, OPTIONS are.\n",
		"GET /nothing":     "404 404 page not found\n",
	} {
		var method, path string
		_, _ = fmt.Sscan(request, &method, &path)
		recorder := httptest.NewRecorder()
		router.ServeHTTP(recorder, httptest.NewRequest(method, path, nil))
		if got := fmt.Sprint(recorder.Code, " ", recorder.Body); got != want {
			t.Errorf("%s: got %q, want %q", request, got, want)
		}
	}
}
