package mockserver_test

import (
	"net/http"
	"slices"
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

// What would be larger than a case or a customer may be is refused, and nothing of it is kept.
func TestTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxBody(4<<20))
	half := strings.Repeat("x", 600_000)
	whole := half + half
	interaction := func(id string) string {
		return `{"interactions": [{"created": "2031-01-01T00:00:00Z", "body": "` + half + `", "linkUrl": "",` +
			`"serviceId": "` + id + `", "service": "test", "contentType": "post"}], "status": "open"}`
	}
	api.patch("/case/1001", interaction("1")).want(201, "sandbox")
	before := api.get("/case/1001").body
	used := api.admin(http.MethodGet, "metrics", "").body
	newCase := `{"customerId": "C-1001", "title": "x", "description": "` + whole + `"}`
	for what, refused := range map[string]reply{
		"case: an update that adds": api.patch("/case/1001", interaction("2")),
		"case: an update":           api.patch("/case/1002", `{"title": "`+whole+`"}`),
		"case: a new one":           api.post("/case", newCase),
		"customer: an update":       api.patch("/customer/C-1001", `{"name": "`+whole+`"}`),
		"customer: a new one":       api.post("/customer", `{"name": "`+whole+`"}`),
	} {
		object, _, _ := strings.Cut(what, ":")
		if answer := read[caseapi.ErrorBody](refused.want(422, "sandbox")); answer.Error != object+"_too_large" {
			t.Errorf("%s: refused with %+v", what, answer)
		}
	}
	if after := api.get("/case/1001").body; after != before {
		t.Error("a refused update has changed the case")
	}
	if now := dataBytes(api.admin(http.MethodGet, "metrics", "").body); now != dataBytes(used) {
		t.Errorf("%s are used, %s before", now, dataBytes(used))
	}
}

func dataBytes(metrics string) string {
	_, after, _ := strings.Cut(metrics, "\ncasemock_data_bytes ")
	bytes, _, _ := strings.Cut(after, "\n")
	return bytes
}

// Forced answers take of the same room, whose ids are whatever somebody sends; it comes back when they are
// used, cleared or reset.
func TestForcedAnswersAreCountedInBytes(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithMaxData(10_000))
	ask := func(api *client) int {
		entry := `{"scenario": "lookupCase/404", "id": "` + strings.Repeat("x", 8000) + `"}`
		return api.admin(http.MethodPost, "force", entry).status
	}
	for what, free := range map[string]func(){
		"cleared": func() { api.admin(http.MethodDelete, "force", "") },
		"reset":   func() { api.admin(http.MethodPost, "reset", "") },
		"used":    func() { api.get("/case/"+strings.Repeat("x", 8000)).want(404, "forced") },
	} {
		got := []int{ask(api), ask(api), ask(api.inWorld("alice"))}
		if !slices.Equal(got, []int{201, 507, 507}) {
			t.Errorf("got %d, want 201, 507 and 507", got)
		}
		free()
		if used := dataBytes(api.admin(http.MethodGet, "metrics", "").body); used != "0" {
			t.Errorf("%s: %s bytes are still used", what, used)
		}
	}
}
