package routing

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"
)

// Parameters are those of the request's path, unescaped: a router that is to tell an escaped slash from another
// leaves them as they were sent.
func Parameters(r *http.Request) map[string]string {
	parameters := mux.Vars(r)
	for name, value := range parameters {
		if strings.Contains(value, "%") {
			// net/http has refused what cannot be unescaped.
			parameters[name], _ = url.PathUnescape(value)
		}
	}
	return parameters
}
