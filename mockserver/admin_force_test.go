package mockserver_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestForceForTheCustomerOfANewCase(t *testing.T) {
	t.Parallel()
	api := start(t)
	api.admin(http.MethodPost, "force",
		`{"operation": "createCase", "status": 422, "id": "C-1002"}`).want(201, "")
	api.post("/case", `{"customerId": "C-1001", "title": "x"}`).want(201, "sandbox")
	api.post("/case", `{"customerId": "C-1002", "title": "x"}`).want(422, "forced")
	api.post("/case", `{"customerId": "C-1002", "title": "x"}`).want(201, "sandbox")
}

// TestForceWithAnIDNeedsAnOperationThatHasOne keeps out entries that no request could ever use up.
func TestForceWithAnIDNeedsAnOperationThatHasOne(t *testing.T) {
	t.Parallel()
	api := start(t)
	for _, operation := range []string{"createCustomer", "searchCustomers", "bestmatchCustomers",
		"defineObjectStructures"} {
		body := `{"scenario": "` + operation + `/400", "id": "C-1001"}`
		if got := api.admin(http.MethodPost, "force", body).want(400, ""); !strings.Contains(got.body, operation) {
			t.Errorf("the refusal does not mention %s: %s", operation, got.body)
		}
	}
	for _, path := range []string{"/customer/C-1001", "/customer/C-1001/cases"} {
		operation := map[bool]string{true: "findCases", false: "findCustomer"}[strings.HasSuffix(path, "cases")]
		body := `{"operation": "` + operation + `", "status": 500, "id": "C-1001"}`
		api.admin(http.MethodPost, "force", body).want(201, "")
		api.get(strings.Replace(path, "1001", "1002", 1)).want(200, "sandbox")
		api.get(path).want(500, "forced")
	}
}

func TestForcedAnswersAreBounded(t *testing.T) {
	t.Parallel()
	api := start(t)
	const bound = 1000
	for range bound {
		api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500"}`).want(201, "")
	}
	api.admin(http.MethodPost, "force", `{"scenario": "lookupCase/500"}`).want(429, "")
	api.admin(http.MethodPost, "states", `{"state": "the server fails unexpectedly",
		"params": {"operation": "lookupCase"}}`).want(429, "")
}
