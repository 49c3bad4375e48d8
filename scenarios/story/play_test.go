package story_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/scenarios/story"
)

// play plays the first story of a text on a CRM, and describes what came of each step in a line.
func play(t *testing.T, text string, quirks ...crm.Quirk) (lines []string) {
	t.Helper()
	return playOn(t, text, crm.With(quirks...), -1)
}

func playOn(t *testing.T, text string, server http.Handler, patience time.Duration) []string {
	t.Helper()
	return playWith(t, text, target.Options{URL: "http://crm", APIKey: crm.Key, Patience: patience,
		Transport: transport.InProcess(server)})
}

func playWith(t *testing.T, text string, options target.Options) (lines []string) {
	t.Helper()
	stories, problems := story.Parse("story.yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	client, err := target.New(options)
	if err != nil {
		t.Fatal(err)
	}
	meta, err := client.Preflight(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	player := story.NewPlayer(client, caseapi.New(meta.Structures()))
	player.Play(t.Context(), stories[0])
	for _, played := range player.Played {
		lines = append(lines, describe(played))
	}
	return lines
}

func describe(played *story.Played) string {
	switch {
	case played.Unsent != nil:
		return "unsent: " + played.Unsent.Error()
	case played.Unjudged != nil:
		return "unjudged: " + played.Unjudged.Error()
	}
	text := played.Exchange.Method + " " + strings.TrimPrefix(played.Exchange.URL, "http://crm")
	for _, finding := range played.Findings {
		text += "; " + finding.RuleID + " " + finding.Path + ": " + finding.Message + ": " + finding.Expected +
			", not " + finding.Actual
	}
	return text
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("step %d: got %q, want %q", i+1, got[i], want[i])
		}
	}
}

const reopening = `
story: reopening
steps:
  - operation: createCustomer
    as: anna
    body: {fullName: Anna Example}
  - operation: createCase
    as: parcel
    body:
      customerId: "${anna.id}"
      title: "Parcel of ${anna.fullName} for $${10}"
      interactions:
        - {created: 2024-05-01T09:30:00Z, body: Where, linkUrl: "", serviceId: "007", service: facebook,
           contentType: post}
  - operation: updateCase
    path: {id: "${parcel.id}"}
    body: {status: closed}
    expect: {status: 201, body: {status: closed, customerId: "${anna.id}"}}
  - operation: lookupCase
    path: {id: "${parcel.id}"}
    expect:
      body:
        title: Parcel of Anna Example for $${10}
        interactions: {contains: [{serviceId: "${parcel.interactions[0].serviceId}"}]}
`

func TestACorrectServerTellsAStory(t *testing.T) {
	t.Parallel()
	want(t, play(t, reopening), "POST /customer", "POST /case", "PATCH /case/5001", "GET /case/5001")
}

func TestWhatAServerLosesIsFound(t *testing.T) {
	t.Parallel()
	loses := crm.Showing(func(object crm.Object) {
		if object["status"] == "closed" {
			object["interactions"] = []any{}
		}
	}, "lookupCase")
	got := play(t, reopening, loses)
	if !strings.Contains(got[3], "; lookupCase/200/interactions") ||
		!strings.Contains(got[3], "; lookupCase/200/story interactions: is not what the story expects") {
		t.Errorf("got %q", got)
	}
}

func TestAStepWhoseNameIsNotKnownIsNotSent(t *testing.T) {
	t.Parallel()
	refuses := crm.Answering(func(a *crm.Answer) {
		a.Status, a.Body = http.StatusInternalServerError, crm.Object{"error": "down"}
	}, "createCase")
	got := play(t, reopening, refuses)
	want(t, got[2:], "unsent: there is no ${parcel.id}: step 2 was answered 500",
		"unsent: there is no ${parcel.id}: step 2 was answered 500")
}

func TestTheStoryExpectsAStatus(t *testing.T) {
	t.Parallel()
	want(t, play(t, `
story: wrong
steps:
  - {operation: lookupCase, path: {id: none}, expect: {status: 200}}
  - {operation: lookupCase, path: {id: "a/b?c"}, query: {d: e f}, expect: {status: 404}}
  - {operation: lookupCase, path: {id: none}, headers: {authorization: ""}, expect: {status: 401}}
  - {operation: lookupCase, path: {id: none}, headers: {Authorization: other}}
  - {operation: createCase, expect: {status: 400}}
`), "GET /case/none; lookupCase/200/story story: answered 404, and the story expects 200: 200, not 404",
		"GET /case/a%2Fb%3Fc?d=e+f", "GET /case/none", "GET /case/none", "POST /case")
}

// What comes too early is asked again: a lookup of a case, and a case for a customer who is not known yet.
func TestPatience(t *testing.T) {
	t.Parallel()
	for early, status := range map[string]int{"GET /case/5001": 404, "PATCH /case/5001": 404, "POST /case": 400} {
		t.Run(early, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server, asked := crm.New(), 0
				late := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.Method+" "+r.URL.Path == early {
						if asked++; asked < 3 {
							w.Header().Set("Content-Type", "application/json")
							w.WriteHeader(status)
							_, _ = w.Write([]byte("{}"))
							return
						}
					}
					server.ServeHTTP(w, r)
				})
				want(t, playOn(t, reopening, late, time.Second), "POST /customer", "POST /case", "PATCH /case/5001",
					"GET /case/5001")
				if asked != 3 {
					t.Errorf("asked %d times", asked)
				}
			})
		})
	}
}

// TestAnInterruptCutsPatienceShort has nobody wait any longer for what is late: there is no verdict about it.
func TestAnInterruptCutsPatienceShort(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	server := crm.New()
	client := clientOf(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/case/") {
			time.AfterFunc(time.Millisecond, cancel) // while it is waited
			w.WriteHeader(http.StatusNotFound)
			return
		}
		server.ServeHTTP(w, r)
	}))
	client.Patience = target.NewPatience(time.Hour)
	player := story.NewPlayer(client, caseapi.New(caseapi.ObjectStructures{}))
	player.Play(ctx, parse(t, reopening)[0])
	last := player.Played[len(player.Played)-1]
	if !errors.Is(last.Unjudged, context.Canceled) || last.Failed() {
		t.Errorf("got %v, %+v", last.Unjudged, last.Findings)
	}
}

func TestASilentServerIsAFinding(t *testing.T) {
	t.Parallel()
	server := crm.New()
	silent := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPatch {
			panic(http.ErrAbortHandler)
		}
		server.ServeHTTP(w, r)
	})
	got := playOn(t, reopening, silent, -1)
	want(t, got[2:3], "PATCH /case/5001; updateCase/201/connection connection: there is no answer")
}

// TestACustomFieldHasARuleOfItsOwn shows which rule a value breaks that the server's meta object does not allow.
func TestACustomFieldHasARuleOfItsOwn(t *testing.T) {
	t.Parallel()
	want(t, play(t, `
story: vip
steps:
  - operation: createCustomer
    body: {fullName: Anna Example}
  - operation: searchCustomers
    body: {fullName: Anna Example}
  - operation: createCase
    body: {customerId: "5001", title: Parcel lost}
  - operation: findCases
    path: {id: "5001"}
`, crm.Showing(func(o crm.Object) { o["vip"], o["region"] = "maybe", 7 })),
		"POST /customer; createCustomer/201/custom vip:", "POST /customers; searchCustomers/200/[].custom [0].vip:",
		"POST /case; createCase/201/custom region:", "GET /customer/5001/cases; findCases/200/[].custom [0].region:")
}

// TestWhatIsSentAgainMayStandTwice closes a kept connection once it has created a case, so that the request is sent
// again: which cases there are then is not the server's fault.
func TestWhatIsSentAgainMayStandTwice(t *testing.T) {
	t.Parallel()
	server, cases := crm.New(), 0
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.URL.Path == "/case" {
			if cases++; cases == 1 {
				server.ServeHTTP(httptest.NewRecorder(), r)
				panic(http.ErrAbortHandler)
			}
		}
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(listener.Close)
	lines := playWith(t, `
story: again
steps:
  - operation: createCustomer
    as: anna
    body: {fullName: Anna Example}
  - operation: createCase
    body: {customerId: "${anna.id}", title: Parcel lost}
  - operation: findCases
    path: {id: "${anna.id}"}
`, target.Options{URL: listener.URL, APIKey: crm.Key, Patience: -1})
	if cases != 2 || strings.Contains(strings.Join(lines, "\n"), ";") {
		t.Errorf("%d cases were sent; got %q", cases, lines)
	}
}

// TestAServerMayDemandFieldsOfItsOwn has one refuse each case without a region: it is sent in addition.
func TestAServerMayDemandFieldsOfItsOwn(t *testing.T) {
	t.Parallel()
	server, cases := crm.New(), 0
	demanding := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(sent))
		if r.Method == http.MethodPost && r.URL.Path == "/case" {
			if cases++; !strings.Contains(string(sent), `"region":"casemock `) {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusBadRequest)
				_, _ = io.WriteString(w, `{"fields":[{"name":"region","errorMessage":"is required here"}]}`)
				return
			}
		}
		server.ServeHTTP(w, r)
	})
	want(t, playOn(t, `
story: two
steps:
  - operation: createCustomer
    as: anna
    body: {fullName: Anna Example}
  - operation: createCase
    body: {customerId: "${anna.id}", title: Parcel lost}
  - operation: createCase
    body: {customerId: "${anna.id}", title: Bill}
`, demanding, -1), "POST /customer",
		"POST /case; createCase/201/custom custom: the server creates nothing without region", "POST /case")
	if cases != 3 {
		t.Errorf("%d cases were sent", cases)
	}
}

// TestWhatWasShownIsNotLate tells a lookup that takes back what one before it showed from one that only lags
// behind a write.
func TestWhatWasShownIsNotLate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		looked := 0
		server := crm.With(crm.Showing(func(o crm.Object) {
			if looked++; looked == 2 {
				o["title"] = "The former one"
			}
		}, "lookupCase"))
		want(t, playOn(t, `
story: looking-twice
steps:
  - operation: createCustomer
    as: anna
    body: {fullName: Anna Example}
  - operation: createCase
    as: parcel
    body: {customerId: "${anna.id}", title: Parcel lost}
  - operation: lookupCase
    path: {id: "${parcel.id}"}
  - operation: lookupCase
    path: {id: "${parcel.id}"}
`, server, time.Second), "POST /customer", "POST /case", "GET /case/5001", "GET /case/5001; lookupCase/200/title")
		if looked != 2 {
			t.Errorf("it was looked up %d times", looked)
		}
	})
}
