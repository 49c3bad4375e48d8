package mockserver

import (
	"net/http"
	"slices"

	"github.com/rs/cors"

	"casemock/contracts/caseapi"
)

// withCORS lets pages of the configured origins call the API from a browser. Without any, the answers
// say nothing of origins, and browsers keep pages of other sites out.
func (s *Server) withCORS(next http.Handler) http.Handler {
	if len(s.config.corsOrigins) == 0 {
		return next
	}
	var methods []string
	for _, operation := range caseapi.Operations() {
		if !slices.Contains(methods, operation.Method) {
			methods = append(methods, operation.Method)
		}
	}
	return cors.New(cors.Options{
		AllowedOrigins: s.config.corsOrigins,
		AllowedMethods: methods,
		AllowedHeaders: []string{"*"},
		ExposedHeaders: []string{AnswerHeader, PreferenceApplied},
		MaxAge:         600, // seconds; Chromium takes no more than two hours
	}).Handler(next)
}
