package admin

import (
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/openapi"
	"casemock/contracts/strictyaml"
	"casemock/mockserver/files"
	"casemock/mockserver/world"
)

func health(r *call) (int, any, error) {
	answer := map[string]any{
		"status":   "ok",
		"version":  r.server.Version,
		"problems": problemsOf(r.server.Files.Current()),
	}
	if r.server.Elsewhere {
		answer["url"] = r.server.PublicURL // the Case API's, for the console's curl lines
	}
	if r.server.Upstream != "" {
		answer["proxied"], answer["drift"] = true, r.server.Drift // whose server it is, is nobody's without a token
	}
	if err := r.server.Store(r.Context()); err != nil {
		answer["status"], answer["store"] = "store-unavailable", err.Error()
		return http.StatusServiceUnavailable, answer, nil
	}
	return http.StatusOK, answer, nil
}

// problemsOf is never nil, so that it is an array in JSON.
func problemsOf(present *files.Loaded) []strictyaml.Problem {
	return append([]strictyaml.Problem{}, present.Problems...)
}

func showCoverage(r *call) (int, any, error) {
	met, err := r.world.Met(r.Context())
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, r.server.coverageAnswer(met), nil
}

func (s *Server) coverageAnswer(met *world.Coverage) map[string]any {
	return map[string]any{"operations": met.Statuses(), "faults": met.Faults(), "surprises": s.surprisesMet(met)}
}

// surprisesMet says of each surprise that the server has in store how often it was met.
func (s *Server) surprisesMet(met *world.Coverage) map[string]uint64 {
	counts, all := met.Surprises(), make(map[string]uint64, len(s.Surprises))
	for _, name := range s.Surprises {
		all[name] = counts[name]
	}
	return all
}

func reset(r *call) (int, any, error) {
	return http.StatusNoContent, nil, r.server.Worlds.Reset(r.Context(), r.worldName)
}

// serveOpenAPI serves the description of the API with the custom fields that are in force, and
// their values of seeded data for examples.
func serveOpenAPI(w http.ResponseWriter, r *call) {
	w.Header().Set("Content-Type", "application/yaml")
	_, _ = w.Write(openapi.Write(withExamples(r.server.Files.Current()), r.openAPI, r.server.PublicURL))
}

// versionParameter chooses the version of OpenAPI.
var versionParameter = parameter{"version", func(r *call, text string) (err error) {
	r.openAPI, err = openapi.ParseVersion(text)
	return err
}}

// withExamples is the API with custom fields that show what the first case and customer have in them.
func withExamples(l *files.Loaded) *caseapi.API {
	structures := l.API.Structures()
	return caseapi.New(caseapi.ObjectStructures{
		Case:     structures.Case.WithExamples(l.Population.ExampleCase().Custom),
		Customer: structures.Customer.WithExamples(l.Population.ExampleCustomer().Custom),
	})
}

func serveMetrics(w http.ResponseWriter, r *call) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	r.server.Metrics(w)
}
