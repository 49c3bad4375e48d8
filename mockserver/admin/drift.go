package admin

import "net/http"

// showDrift lists where the real server parts from the documents, once all is compared that has been answered by now.
func showDrift(r *call) (int, any, error) {
	if r.world.Drift == nil {
		return 0, nil, failure{http.StatusConflict, "nothing is compared here: only casemock proxy does, with --drift"}
	}
	listing, err := r.world.Drift.List(r.Context())
	return http.StatusOK, listing, err
}
