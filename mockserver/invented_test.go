package mockserver_test

import (
	"fmt"
	"net/http"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

// TestForcedSuccessShowsAnIDThatNothingHas nor gets by a later create, where the sandbox would refuse.
func TestForcedSuccessShowsAnIDThatNothingHas(t *testing.T) {
	t.Parallel()
	for _, world := range []string{"default", "alice"} {
		for _, cases := range []int{0, 100} {
			t.Run(fmt.Sprintf("%s/%d", world, cases), func(t *testing.T) {
				t.Parallel()
				api := start(t, mockserver.WithCases(cases), mockserver.WithCustomers(3))
				if world != "default" {
					api = api.inWorld(world)
				}
				forced := map[string]bool{}
				id := func(got reply, status int) string {
					t.Helper()
					return read[struct{ ID string }](got.want(status, "")).ID
				}
				for range 3 {
					api.admin(http.MethodPost, "force", `{"operation": "createCase", "status": 201}`)
					api.admin(http.MethodPost, "force", `{"operation": "createCustomer", "status": 201}`)
					aCase, aCustomer := id(api.post("/case", `{}`), 201), id(api.post("/customer", `{"nam": 1}`), 201)
					listed := read[[]caseapi.Case](api.get("/customer/C-77/cases", "Prefer: code=200").want(200, "prefer"))
					for _, id := range []string{aCase, aCustomer, listed[0].ID} {
						if forced[id] {
							t.Errorf("%s is given twice", id)
						}
						forced[id] = true
					}
					api.get("/case/"+aCase).want(404, "sandbox")
					api.get("/case/"+listed[0].ID).want(404, "sandbox")
					api.get("/customer/"+aCustomer).want(404, "sandbox")
				}
				for range 10 {
					if made := id(api.post("/case", `{"customerId": "C-1001", "title": "x"}`), 201); forced[made] {
						t.Errorf("the new case has id %s, which was shown before", made)
					}
					if made := id(api.post("/customer", `{"name": "x"}`), 201); forced[made] {
						t.Errorf("the new customer has id %s, which was shown before", made)
					}
				}
			})
		}
	}
}
