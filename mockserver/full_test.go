package mockserver_test

import (
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// A client that makes and changes more than the server may keep is told so; what there is stays, and a
// reset of whichever world makes room.
func TestFullSandboxRefusesWhatWouldGrowIt(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxData(10_000))
	alice := api.inWorld("alice")
	for alice.post("/case", `{"customerId": "C-1003", "title": "One more"}`).status == http.StatusCreated {
	}
	api.patch("/case/1001", `{"title": "x"}`).want(422, "sandbox")
	api.post("/customer", `{"name": "Ada"}`).want(422, "sandbox")
	refused := api.post("/case", `{"customerId": "C-1003", "title": "x"}`).want(422, "sandbox")
	if answer := read[caseapi.ErrorBody](refused); answer.Error != "sandbox_full" ||
		!strings.Contains(answer.Message, "reset") {
		t.Errorf("refused with %+v", answer)
	}
	state := `{"state": "a case exists", "params": {"id": "77"}}`
	full := api.admin(http.MethodPost, "states", state)
	if full.status != http.StatusInsufficientStorage {
		t.Errorf("a state that needs a new case: %d %s", full.status, full.body)
	}
	if found := read[caseapi.Case](api.get("/case/1001").want(200, "sandbox")); found.Title == "x" {
		t.Error("a refused update has changed the case")
	}
	api.admin(http.MethodPost, "reset?world=alice", "")
	api.patch("/case/1001", `{"title": "x"}`).want(201, "sandbox")
	metrics := api.admin(http.MethodGet, "metrics", "")
	if !strings.Contains(metrics.body, "casemock_data_bytes ") {
		t.Errorf("the metrics say nothing of how full it is:\n%s", metrics.body)
	}
}
