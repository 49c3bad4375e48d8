package mockserver_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/mockserver"
	"casemock/mockserver/bugs"
	"casemock/mockserver/drift"
)

// driftOf asks where the server parts from the documents, in Go and by the admin API.
func (w *walker) driftOf() mockserver.Drift {
	w.t.Helper()
	recorder := httptest.NewRecorder()
	w.proxy.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+mockserver.AdminPath+"drift", nil))
	var told mockserver.Drift
	if err := json.Unmarshal(recorder.Body.Bytes(), &told); err != nil || recorder.Code != http.StatusOK {
		w.t.Fatalf("%d %s: %v", recorder.Code, recorder.Body, err)
	}
	listing, err := w.proxy.(*mockserver.Server).Drift(w.t.Context(), mockserver.DefaultWorld)
	if diff := cmp.Diff(listing, told, cmpopts.IgnoreUnexported(drift.Difference{})); diff != "" || err != nil {
		w.t.Errorf("%v %s", err, diff)
	}
	return told
}

func shownDrift(listing mockserver.Drift) string {
	var text strings.Builder
	for _, found := range listing.Differences {
		fmt.Fprintf(&text, "%s %s x%d #%d: %s, not %s: %s\n", found.Rule, found.Field, found.Count, found.Request,
			found.Real, found.Model, found.Message)
	}
	return text.String()
}

// fieldOfBug is where a bug shows first: the rule, and the field where the rule does not name it.
var fieldOfBug = map[string]string{
	"author-lost":                       "lookupCase/200/interactions[].author",
	"brand-owned-forgotten":             "createCase/201/interactions[].author.brandOwned",
	"closed-not-listed":                 "findCases/200/cases",
	"closing-closes-all":                "findCases/200/[].status",
	"closing-loses-custom-fields":       "lookupCase/200/custom customCasePropertyOne",
	"combining-marks-lost":              "createCase/201/interactions[].body",
	"created-moves":                     "updateCase/201/created",
	"customer-update-clears-others":     "findCustomer/200/custom accountNumber",
	"emoji-lost":                        "createCase/201/interactions[].body",
	"empty-value-ignored":               "updateCase/201/custom customCasePropertyOne",
	"false-not-kept":                    "updateCustomer/201/custom newsletter",
	"handle-lower-cased":                "createCase/201/interactions[].author.handle",
	"html-escaped":                      "createCase/201/interactions[].body",
	"id-found-by-its-beginning":         "lookupCase/200/id",
	"last-updated-an-hour-early":        "lookupCase/200/lastUpdated",
	"last-updated-stands-still":         "lookupCase/200/lastUpdated",
	"latin-1-only":                      "createCase/201/interactions[].body",
	"leading-zeros-lost":                "createCase/201/interactions[].author.serviceId",
	"line-breaks-lost":                  "createCase/201/interactions[].body",
	"link-query-lost":                   "createCase/201/interactions[].linkUrl",
	"list-capped-at-10":                 "findCases/200/cases",
	"list-capped-at-25":                 "findCases/200/cases",
	"list-keeps-first-title":            "findCases/200/[].title",
	"list-value-becomes-its-name":       "updateCustomer/201/custom tier",
	"move-forgotten":                    "lookupCase/200/customerId",
	"moved-case-still-listed":           "findCases/200/[].customerId",
	"number-changes":                    "updateCase/201/number",
	"post-cut-at-1000":                  "createCase/201/interactions[].body",
	"posts-replaced-by-update":          "lookupCase/200/interactions",
	"quotes-doubled":                    "createCase/201/interactions[].body",
	"reopening-loses-posts":             "lookupCase/200/interactions",
	"same-service-id-merged":            "updateCase/201/interactions",
	"same-title-same-case":              "createCase/201/id",
	"search-index-stale":                "searchCustomers/204/statusCode",
	"search-misses-second-field":        "searchCustomers/200/matches",
	"second-lookup-stale":               "lookupCase/200/title",
	"second-post-lost":                  "createCase/201/interactions",
	"second-update-lost":                "lookupCase/200/title",
	"service-id-rounded":                "createCase/201/interactions",
	"time-zone-dropped":                 "createCase/201/interactions[].created",
	"title-cut-at-80":                   "createCase/201/title",
	"update-clears-custom-fields":       "lookupCase/200/custom customCasePropertyOne",
	"update-resets-description":         "updateCase/201/description",
	"update-without-title-clears-title": "updateCase/201/title",
	"white-space-trimmed":               "createCase/201/interactions[].body",
}

// drifts asks for the bug to be listed at its field, with another value beside it.
func (w *walker) drifts(bug bugs.Bug) {
	w.t.Helper()
	listing, listed := w.driftOf(), false
	for _, found := range listing.Differences {
		listed = listed || fieldOfBug[bug.Name] == found.Rule && strings.HasSuffix(found.Rule, "/"+found.Field) ||
			fieldOfBug[bug.Name] == found.Rule+" "+found.Field
		if found.Real == found.Model || found.Count == 0 || found.Request == 0 || found.Sentence == "" {
			w.t.Errorf("not whole: %+v", found)
		}
	}
	if !listed {
		w.t.Errorf("%s: want %q, got\n%s", bug.Summary, fieldOfBug[bug.Name], shownDrift(listing))
	}
}

// driftsNowhere asks for a list without differences.
func (w *walker) driftsNowhere() {
	w.t.Helper()
	listing := w.driftOf()
	if len(listing.Differences) > 0 || listing.Compared == 0 || listing.Dropped+listing.Unjudged > 0 {
		w.t.Errorf("got %+v\n%s", listing, shownDrift(listing))
	}
}

// TestDriftShowsTheModel beside the server, by the server's ids, also of a case that it has not seen created.
func TestDriftShowsTheModel(t *testing.T) {
	t.Parallel()
	server := crm.With(crm.IDs("case %d"), crm.Storing(func(before, after crm.Object) {
		if after["title"] == "Second" {
			after["title"] = before["title"]
		}
	}, "updateCase"))
	past := walkThrough(t, server, crm.Key, nil)
	customer := past.create(caseapi.CreateCustomer, map[string]any{"fullName": "Ada"})
	kase := past.create(caseapi.CreateCase, map[string]any{"customerId": customer, "title": "First"})

	w := walkThrough(t, server, crm.Key, nil, mockserver.WithDrift())
	w.call(caseapi.LookupCase, kase, nil)
	w.call(caseapi.UpdateCase, kase, map[string]any{"title": "Second"})
	w.call(caseapi.UpdateCase, kase, map[string]any{"title": "Second"})
	w.call(caseapi.LookupCase, kase, nil)
	want := drift.Difference{Rule: "updateCase/201/title", Field: "title", Count: 2, Request: 3, Real: `"First"`,
		Kind:  caseapi.SenseRule,
		Model: `"Second"`, Message: "title was sent and accepted, and the case shows another",
		Sentence: "Case.title: what was sent and accepted is not lost, nor a part of it, and nothing else changes."}
	listing := w.driftOf()
	if diff := cmp.Diff([]drift.Difference{want}, listing.Differences, cmpopts.IgnoreUnexported(want)); diff != "" {
		t.Error(diff)
	}
	if listing.Compared != 4 {
		t.Errorf("got %+v", listing)
	}
}

// TestDriftFollowsFreedoms takes over what the server has chosen, so that later differences are shown rightly.
func TestDriftFollowsFreedoms(t *testing.T) {
	t.Parallel()
	w := walkThrough(t, crm.With(crm.Storing(func(before, after crm.Object) {
		if before["title"] == "Third" {
			after["title"] = "Lost"
		}
	}, "updateCase")), crm.Key, nil, mockserver.WithDrift())
	customer := w.create(caseapi.CreateCustomer, map[string]any{"fullName": "Ada"})
	kase := w.create(caseapi.CreateCase, map[string]any{"customerId": customer, "title": "First"})
	w.call(caseapi.UpdateCase, kase, map[string]any{"status": "closed"})
	posted := map[string]any{"interactions": []any{interaction("mail", "1", "reopens nothing, and is taken")}}
	w.call(caseapi.UpdateCase, kase, posted) // which the sandbox refuses
	w.call(caseapi.UpdateCase, kase, map[string]any{"title": "Second"})
	w.call(caseapi.UpdateCase, kase, map[string]any{"title": 7}) // which both refuse
	w.call(caseapi.UpdateCase, kase, map[string]any{"title": "Third"})
	w.call(caseapi.UpdateCase, kase, map[string]any{"status": "open"})
	listing := w.driftOf()
	if len(listing.Differences) != 1 || listing.Differences[0].Model != `"Third"` {
		t.Errorf("got %s", shownDrift(listing))
	}
}

// TestDriftForgetsWithAReset begins anew, and only --drift has any.
func TestDriftForgetsWithAReset(t *testing.T) {
	t.Parallel()
	bugged := newServer(t, mockserver.WithBugs("title-cut-at-80"))
	w := walkThrough(t, bugged, mockserver.DefaultKey, nil, mockserver.WithDrift())
	w.walk()
	if got := w.driftOf(); len(got.Differences) == 0 {
		t.Error("nothing is listed")
	}
	recorder := httptest.NewRecorder()
	w.proxy.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "http://127.0.0.1/__admin/reset", nil))
	if got := w.driftOf(); recorder.Code != http.StatusNoContent || len(got.Differences) != 0 || got.Compared != 0 {
		t.Errorf("got %+v", got)
	}
	start(t).admin(http.MethodGet, "drift", "").want(http.StatusConflict, "")
	if _, err := mockserver.New(mockserver.WithDrift()); err == nil {
		t.Error("there is drift without a server")
	}
	if _, err := newServer(t).Drift(t.Context(), mockserver.DefaultWorld); !errors.Is(err, mockserver.ErrNoDrift) {
		t.Errorf("got %v", err)
	}
}

// TestNoDriftOfSurprises which are all legal: all together, and those by themselves that others may hide.
func TestNoDriftOfSurprises(t *testing.T) {
	t.Parallel()
	for _, profile := range []string{"hostile", "hostile:properties,lists", "hostile:dates,errors"} {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			w := walkThrough(t, newServer(t, mockserver.WithProfile(profile)), mockserver.DefaultKey, nil,
				mockserver.WithDrift())
			w.walk()
			if blamed := w.blamed(); len(blamed) > 0 {
				t.Errorf("blamed for %s", strings.Join(blamed, "\n"))
			}
			w.driftsNowhere()
		})
	}
}
