package mockserver

import (
	"net/http"

	"github.com/rs/cors"
)

// pageMethods are the methods that a page may try: one that a path does not have is a 405 that the page can
// read.
var pageMethods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut,
	http.MethodPatch, http.MethodDelete}

// withCORS lets pages of the configured origins call the API from a browser. Without any, the answers
// say nothing of origins, and browsers keep pages of other sites out. Credentials are not allowed: the API
// knows no cookies, and a page sends its key as a header of its own.
func (s *Server) withCORS(next http.Handler) http.Handler {
	if len(s.config.corsOrigins) == 0 {
		return next
	}
	return cors.New(cors.Options{
		AllowedOrigins: s.config.corsOrigins,
		AllowedMethods: pageMethods,
		AllowedHeaders: []string{"*"},
		// All of them, those of scenarios too; a page that sends credentials would be told of these alone.
		ExposedHeaders: []string{"*", AnswerHeader, PreferenceApplied, BugsHeader, SurprisesHeader},
		MaxAge:         600, // seconds; Chromium takes no more than two hours
	}).Handler(next)
}
