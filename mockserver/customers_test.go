package mockserver_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

func TestCreatedCustomerIsFoundAndUpdated(t *testing.T) {
	t.Parallel()
	api := start(t)
	body := `{"name": "Ada Lovelace", "tier": "gold"}`
	created := read[caseapi.Customer](api.post("/customer", body).want(201, "sandbox"))
	if created.Custom["name"] != "Ada Lovelace" || created.Custom["tier"] != "gold" {
		t.Errorf("created: %+v", created)
	}
	path := "/customer/" + created.ID
	updated := read[caseapi.Customer](api.patch(path, `{"tier": "silver"}`).want(201, "sandbox"))
	want := created
	want.Custom = map[string]string{"name": "Ada Lovelace", "tier": "silver"}
	if diff := cmp.Diff(want, updated); diff != "" {
		t.Errorf("updated (-want +got):\n%s", diff)
	}
	found := read[caseapi.Customer](api.get(path).want(200, "sandbox"))
	if diff := cmp.Diff(updated, found); diff != "" {
		t.Errorf("found (-updated +found):\n%s", diff)
	}
	if cases := caseIDs(api, created.ID); len(cases) > 0 {
		t.Errorf("a new customer has cases %v", cases)
	}
}

func TestCustomerRefusals(t *testing.T) {
	t.Parallel()
	api := start(t)
	tests := map[string]struct {
		body string
		want []string
	}{
		"nothing":         {`{}`, []string{"body"}},
		"read-only":       {`{"id": "1", "url": "x", "name": "Ada"}`, []string{"id", "url"}},
		"unknown":         {`{"nam": "Ada"}`, []string{"nam"}},
		"not a choice":    {`{"tier": "iron"}`, []string{"tier"}},
		"not a string":    {`{"name": null, "email": 5}`, []string{"email", "name"}},
		"array of fields": {`[{"name": "Ada"}]`, []string{"body"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := api.on(t)
			for _, got := range []reply{api.post("/customer", test.body), api.patch("/customer/C-1001", test.body)} {
				if diff := cmp.Diff(test.want, got.want(400, "sandbox").fields()); diff != "" {
					t.Errorf("fields (-want +got):\n%s", diff)
				}
			}
		})
	}
	api.get("/customer/C-9").want(404, "sandbox")
	api.patch("/customer/C-9", `{}`).want(404, "sandbox")
}

func found(api *client, path, body string) []string {
	api.t.Helper()
	ids := []string{}
	for _, customer := range read[[]caseapi.Customer](api.post(path, body).want(200, "sandbox")) {
		ids = append(ids, customer.ID)
	}
	return ids
}

func TestSearchCustomers(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithCases(400))
	seeded := read[caseapi.Customer](api.get("/customer/C-1042").want(200, "sandbox"))
	for _, field := range []string{"name", "email", "phone", "orderNumber"} {
		ids := found(api, "/customers", fmt.Sprintf(`{%q: %q}`, field, seeded.Custom[field]))
		if !slices.Contains(ids, "C-1042") {
			t.Errorf("%s %q finds %v", field, seeded.Custom[field], ids)
		}
	}
	created := read[caseapi.Customer](api.post("/customer", `{"name": "Zoë Quux", "email": "zoe@quux.example"}`))
	wantOnly := func(body string, want ...string) {
		t.Helper()
		if got := found(api, "/customers", body); !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", body, got, want)
		}
	}
	wantOnly(`{"name": " zoë QUUX "}`, created.ID)
	wantOnly(`{"name": "Zoë Quux", "email": "ZOE@quux.example"}`, created.ID)
	api.post("/customers", `{"name": "Zoë Quux", "email": "other@quux.example"}`).want(204, "sandbox")

	api.patch("/customer/C-1042", `{"email": "zoe@quux.example"}`).want(201, "sandbox")
	wantOnly(`{"email": "zoe@quux.example"}`, "C-1042", created.ID)
	old := fmt.Sprintf(`{"email": %q}`, seeded.Custom["email"])
	api.post("/customers", old).want(204, "sandbox")
}

func TestSearchRefusals(t *testing.T) {
	t.Parallel()
	api := start(t)
	for body, want := range map[string]string{`{}`: "body", `{"address": "x"}`: "address", `{"nam": "x"}`: "nam"} {
		if got := api.post("/customers", body).want(400, "sandbox").fields(); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: got fields %v, want %s", body, got, want)
		}
	}
}

func TestBestmatchRanksByWhatAgrees(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithCases(0), mockserver.WithCustomers(0))
	create := func(body string) string {
		t.Helper()
		return read[caseapi.Customer](api.post("/customer", body).want(201, "sandbox")).ID
	}
	namesake := create(`{"name": "Grace Hopper", "email": "other@example.com"}`)
	byPhone := create(`{"name": "G. Hopper", "phone": "+1 (212) 555-0147"}`)
	both := create(`{"name": "grace hopper", "email": "Grace@Example.com"}`)
	create(`{"name": "Somebody Else", "email": "else@example.com"}`)
	got := found(api, "/customer/bestmatch",
		`{"displayName": "Grace Hopper", "email": "grace@example.com", "phoneNumbers": ["2125550147"]}`)
	if want := []string{both, byPhone, namesake}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestBestmatchKnowsThePopulation(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithCases(400))
	customer := read[caseapi.Customer](api.get("/customer/C-1042"))
	first := func(body string) string {
		t.Helper()
		ids := found(api, "/customer/bestmatch", body)
		if len(ids) == 0 {
			return "nobody"
		}
		return ids[0]
	}
	for _, body := range []string{
		fmt.Sprintf(`{"email": %q}`, customer.Custom["email"]),
		fmt.Sprintf(`{"phoneNumbers": ["0", %q]}`, customer.Custom["phone"]),
		fmt.Sprintf(`{"orderNumbers": [%q], "displayName": "Nobody"}`, customer.Custom["orderNumber"]),
	} {
		if got := first(body); got != "C-1042" {
			t.Errorf("%s finds %s first", body, got)
		}
	}
	for n := range 400 {
		kase := read[caseapi.Case](api.get(fmt.Sprintf("/case/%d", 1001+n)))
		if len(kase.Interactions) == 0 || kase.Interactions[0].Author.BrandOwned {
			continue
		}
		body := fmt.Sprintf(`{"screenName": %q}`, kase.Interactions[0].Author.Handle)
		if got := found(api, "/customer/bestmatch", body); !slices.Contains(got, kase.CustomerID) {
			t.Errorf("case %s: %s finds %v, want %s", kase.ID, body, got, kase.CustomerID)
		}
		number := fmt.Sprintf(`{"caseNumbers": [%q]}`, kase.Number)
		if got := first(number); got != kase.CustomerID {
			t.Errorf("case %s: %s finds %s, want %s", kase.ID, number, got, kase.CustomerID)
		}
		if n > 40 {
			break
		}
	}
	if got := found(api, "/customer/bestmatch", `{"displayName": "No Such Person", "description": "x"}`); len(got) > 0 {
		t.Errorf("nobody fits, but %v were found", got)
	}
	if got := found(api, "/customer/bestmatch", `{}`); len(got) > 0 {
		t.Errorf("nothing was asked, but %v were found", got)
	}
}
