package mockserver_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/mockserver/surprises"
)

// idSurprises are the names of the surprises in ids, and their group.
func idSurprises() []string {
	names := []string{"ids"}
	for _, surprise := range surprises.All() {
		if surprise.Group == "ids" {
			names = append(names, surprise.Name)
		}
	}
	return names
}

// seededCases are the first cases of a world, as the admin API lists them: as many as it takes for each of some kinds
// of ids to come twice.
func seededCases(api *client, kinds int) []caseapi.Case {
	api.t.Helper()
	listed := api.admin(http.MethodGet, fmt.Sprintf("cases?limit=%d", 2*kinds), "").want(200, "")
	return read[struct{ Cases []caseapi.Case }](listed).Cases
}

// kindsOf is how many kinds of ids there are in a group, or under a name.
func kindsOf(name string) int {
	if name == "ids" {
		return len(idSurprises()) - 1
	}
	return 1
}

func casePath(id string) string { return "/case/" + url.PathEscape(id) }

func customerPath(id string) string { return "/customer/" + url.PathEscape(id) }

// TestOddIDsGoEveryWay takes each kind of ids through all that the server does with an id.
func TestOddIDsGoEveryWay(t *testing.T) {
	t.Parallel()
	for _, name := range idSurprises() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := start(t, mockserver.WithProfile("hostile:"+name)).inWorld("alice")
			told := map[string]bool{}
			for _, kase := range seededCases(api, kindsOf(name)) {
				for _, struck := range walkCase(api, kase) {
					told[struck] = true
				}
			}
			for _, want := range idSurprises()[1:] {
				if (name == "ids" || name == want) && !told[want] {
					t.Errorf("no answer says that it carries %s", want)
				}
			}
			sendExamples(api)
			setUpStates(api)
		})
	}
}

// walkCase goes with a case from way to way, and returns the surprises that its answer carries.
func walkCase(api *client, kase caseapi.Case) []string {
	t, at := api.t, casePath(kase.ID)
	t.Helper()
	found := api.get(at).want(200, "sandbox")
	if got := read[caseapi.Case](found).ID; got != kase.ID {
		t.Errorf("%s has the id %q", at, got)
	}
	title := "Title of " + kase.ID
	api.patch(at, fmt.Sprintf(`{"title": %q}`, title)).want(201, "sandbox")
	api.get(customerPath(kase.CustomerID)).want(200, "sandbox")
	listed := api.get(customerPath(kase.CustomerID)+"/cases").want(200, "sandbox")
	if !slices.ContainsFunc(read[[]caseapi.Case](listed), func(c caseapi.Case) bool { return c.ID == kase.ID }) {
		t.Errorf("%s is not listed: %s", at, listed.body)
	}
	api.post("/customer/bestmatch", fmt.Sprintf(`{"caseNumbers": [%q]}`, kase.Number)).want(200, "sandbox").
		contains(fmt.Sprintf("%q", kase.CustomerID))
	created := api.post("/case", fmt.Sprintf(`{"customerId": %q, "title": "New"}`, kase.CustomerID)).want(201, "sandbox")
	api.get(casePath(read[caseapi.Case](created).ID)).want(200, "sandbox")
	leadsToPage(api, found, title)
	leadsToPage(api, api.get(customerPath(kase.CustomerID)), title)

	api.admin(http.MethodPost, "force", fmt.Sprintf(`{"scenario": "lookupCase/500", "id": %q}`, kase.ID)).want(201, "")
	api.get(at).want(500, "forced")
	counted := api.admin(http.MethodPost, "requests/count", fmt.Sprintf(`{"path": {"id": %q}, "status": 500}`, kase.ID))
	counted.want(200, "").contains(`{"count":1}`)
	recordedIsLive(api, at)
	return strings.Split(found.header.Get(mockserver.SurprisesHeader), ", ")
}

// leadsToPage follows the url of a case or a customer as a browser does.
func leadsToPage(api *client, answer reply, title string) {
	api.t.Helper()
	address, err := url.Parse(read[struct{ URL string }](answer).URL)
	if err != nil {
		api.t.Fatal(err)
	}
	api.withUndocumented().get(address.RequestURI(), "Accept: text/html", "Authorization:").want(200, "").
		contains(strings.NewReplacer("&", "&amp;", "+", "&#43;").Replace(title))
}

// recordedIsLive takes the newest request out of the journal as a scenario, and gives it to the server.
func recordedIsLive(api *client, path string) {
	api.t.Helper()
	newest := read[struct{ Requests []struct{ N int } }](api.admin(http.MethodGet, "requests?limit=1", "")).Requests[0].N
	yaml := api.admin(http.MethodGet, fmt.Sprintf("requests/%d/scenario?name=mine/odd", newest), "").want(200, "").body
	api.admin(http.MethodPut, "scenarios/mine/odd", yaml).want(201, "")
	api.get(path).want(500, `live; scenario="mine/odd"`)
	api.admin(http.MethodDelete, "scenarios/mine/odd", "").want(204, "")
}

// sendExamples sends what the console offers.
func sendExamples(api *client) {
	api.t.Helper()
	offered := read[struct {
		Examples []struct{ Operation, Method, Path string }
	}](api.admin(http.MethodGet, "send", ""))
	for _, example := range offered.Examples {
		if example.Method == http.MethodGet {
			if answer := api.get(example.Path); answer.status != http.StatusOK {
				api.t.Errorf("%s at %s: %d %s", example.Operation, example.Path, answer.status, answer.body)
			}
		}
	}
}

// setUpStates brings about the states of the interface, and asks for what they give.
func setUpStates(api *client) {
	api.t.Helper()
	made := changeState(api, "setup", "a case exists", "")
	api.get(casePath(made["id"])).want(200, "sandbox").contains(fmt.Sprintf("%q", made["customerId"]))
	api.get(customerPath(made["customerId"])).want(200, "sandbox")
	seeded := seededCases(api, 1)[0].ID
	given := fmt.Sprintf(`"id": %q`, seeded)
	changeState(api, "setup", "no case exists", given)
	api.get(casePath(seeded)).want(404, "sandbox")
	changeState(api, "teardown", "no case exists", given)
	api.get(casePath(seeded)).want(200, "sandbox")
	api.get("/case/force-422", "Prefer: code=500").want(500, "prefer")
	api.patch("/case/force-422", `{"title": "x"}`).want(422, "magic-id")
}

// TestOddIDsLast takes what a world holds from process to process, and from server to server.
func TestOddIDsLast(t *testing.T) {
	t.Parallel()
	for _, name := range idSurprises() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address, profile := mockserver.WithPublicURL("http://crm.example"), mockserver.WithProfile("hostile:"+name)
			store := mockserver.WithStore(fileStore(t))
			var exported, seen string
			t.Run("before", func(t *testing.T) {
				api := start(t, address, profile, store)
				for _, kase := range seededCases(api, kindsOf(name)) {
					walkCase(api, kase)
				}
				setUpStates(api)
				changeState(api, "setup", "no case exists", fmt.Sprintf(`"id": %q`, seededCases(api, 1)[0].ID))
				exported = api.admin(http.MethodGet, "world", "").want(200, "").body
				seen = api.admin(http.MethodGet, "cases?limit=200", "").body
			})
			naming := name != "urls-with-query" // which is of the answers alone
			if naming {
				if _, err := mockserver.New(address, store); err == nil || !strings.Contains(err.Error(), "--profile (there ") {
					t.Errorf("opened without the profile: %v", err)
				}
			}
			t.Run("after", func(t *testing.T) {
				api := start(t, address, profile, store)
				if got := api.admin(http.MethodGet, "cases?limit=200", "").body; got != seen {
					t.Errorf("got %s, before %s", got, seen)
				}
			})
			other := start(t, address, profile)
			other.admin(http.MethodPut, "world", exported).want(200, "")
			if got := other.admin(http.MethodGet, "cases?limit=200", "").body; got != seen {
				t.Errorf("imported: got %s, before %s", got, seen)
			}
			if naming {
				start(t).admin(http.MethodPut, "world", exported).want(409, "").contains("profile (there ")
			}
		})
	}
}

// A world builds on its seeded data: on other texts, what has changed would not be all that is other.
func TestSeededSurprisesAreOfAWorld(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithProfile("hostile:texts,dates"))
	exported := api.admin(http.MethodGet, "world", "").want(200, "").body
	api.admin(http.MethodPut, "world", exported).want(200, "")
	start(t).admin(http.MethodPut, "world", exported).want(409, "").contains("profile (there ")
	start(t, mockserver.WithProfile("hostile:texts,order")).admin(http.MethodPut, "world", exported).want(200, "")
}
