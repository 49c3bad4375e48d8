package explore_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/target"
	"casemock/fixtures"
	"casemock/mockserver"
	"casemock/scenarios/explore"
)

// after changes how a server behaves once it has answered so many requests.
func after(requests int64, first, then http.Handler) http.Handler {
	var seen atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if seen.Add(1) > requests {
			first = then
		}
		first.ServeHTTP(w, r)
	})
}

// other lets requests of one kind be answered by another server.
func other(concerned func(*http.Request) bool, then, rest http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if concerned(r) {
			then.ServeHTTP(w, r)
			return
		}
		rest.ServeHTTP(w, r)
	})
}

func answer(status int, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	})
}

var dead = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })

// lockingOut refuses every key once it has seen some wrong ones.
func lockingOut(server http.Handler, most int64) http.Handler {
	var wrong atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != mockserver.DefaultKey {
			wrong.Add(1)
		}
		if wrong.Load() >= most {
			answer(http.StatusUnauthorized, "").ServeHTTP(w, r)
			return
		}
		server.ServeHTTP(w, r)
	})
}

func creates(r *http.Request) bool {
	return r.Method == http.MethodPost && (r.URL.Path == "/case" || r.URL.Path == "/customer")
}

func createsCase(r *http.Request) bool { return r.Method == http.MethodPost && r.URL.Path == "/case" }

// TestBadServers: each ends with a clear sentence, within its budget.
func TestBadServers(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		server func(t *testing.T) http.Handler
		change func(*explore.Options)
		err    string // empty: none
		rule   string // of a finding; empty: none
	}{
		"dies in the middle": {
			func(t *testing.T) http.Handler { return after(200, sandbox(t), dead) }, nil,
			"the server answered at first, and does no longer after", "",
		},
		"is replaced by a gateway in the middle": {
			func(t *testing.T) http.Handler { return after(200, sandbox(t), answer(503, "")) }, nil,
			"the server answered at first, and does no longer after", "",
		},
		"becomes a login page in the middle": {
			func(t *testing.T) http.Handler {
				return after(200, sandbox(t), answer(200, "<!doctype html><title>In</title>"))
			},
			nil, "the server answered at first, and does no longer after", "",
		},
		"redirects in the middle": {
			func(t *testing.T) http.Handler {
				return after(200, sandbox(t), http.RedirectHandler("https://elsewhere.example.com/", http.StatusFound))
			}, nil, "the server answered at first, and does no longer after", "",
		},
		"locks the key out after a wrong one": {
			func(t *testing.T) http.Handler { return lockingOut(sandbox(t), 2) }, nil,
			"the server answered 401 to the key that it had accepted, after ", "",
		},
		"refuses every customer": {
			func(t *testing.T) http.Handler { return other(creates, answer(400, `{"message": "No."}`), sandbox(t)) }, nil,
			`the server creates no customer (400: {"message": "No."}): give --customer-id of one that exists`, "",
		},
		"refuses every case": {
			func(t *testing.T) http.Handler {
				noFields := mockserver.WithStructures(caseapi.ObjectStructures{Case: caseapi.ObjectStructure{Name: "case"},
					Customer: fixtures.DefaultStructures().Customer}) // of which a server may refuse any
				return other(createsCase, answer(422, `{"error": "x", "message": "No."}`), sandbox(t, noFields))
			}, nil, "the server creates no case (422", "createCase/422/statusCode",
		},
		"answers nonsense to every creation": {
			func(t *testing.T) http.Handler { return other(creates, answer(201, `{"hello": "world"`), sandbox(t)) }, nil,
			`the server creates no customer (201: {"hello": "world"): give --customer-id`, "createCustomer/201/body",
		},
		"answers 500 to every update": {
			func(t *testing.T) http.Handler {
				return other(func(r *http.Request) bool { return r.Method == http.MethodPatch },
					answer(500, `{"error": "x", "message": "Sorry."}`), sandbox(t))
			}, nil, "", "updateCase/500/statusCode",
		},
		"forgets everything in the middle": {
			func(t *testing.T) http.Handler { return after(205, sandbox(t), sandbox(t)) }, nil, "", "flaky",
		},
		"creates no case of an existing customer": {
			func(t *testing.T) http.Handler { return sandbox(t) },
			func(o *explore.Options) {
				o.CustomerID = "C-9999"
				o.Tried = func(name caseapi.OperationName) bool { return name != caseapi.CreateCustomer }
			}, "the server creates no case (422", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := client(t, test.server(t))
			outcome, err := try(t, server, func(o *explore.Options) {
				o.Sequences = 20
				if test.change != nil {
					test.change(o)
				}
			})
			if text := message(err); !strings.HasPrefix(text, test.err) || test.err == "" && text != "" {
				t.Errorf("got error %q, want %q", text, test.err)
			}
			if told := rules(outcome); test.rule != "" && !strings.Contains(told, test.rule) || test.rule == "" && told != "" {
				t.Errorf("got findings %q, want %q", told, test.rule)
			}
			if server.Sent() > budget {
				t.Errorf("%d requests were sent", server.Sent())
			}
		})
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func rules(outcome *explore.Outcome) string {
	var all []string
	for _, found := range outcome.Findings {
		all = append(all, found.RuleID)
		if found.Flaky {
			all = append(all, "flaky")
		}
	}
	return strings.Join(all, " ")
}

// TestNarrowServer refuses what it has no room for, rightly: no document says how long a text may be.
func TestNarrowServer(t *testing.T) {
	t.Parallel()
	long := func(r *http.Request) bool {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		return regexp.MustCompile(`[^"\\]{256}`).Match(body)
	}
	for status, operations := range map[int]string{400: "", 422: "/case"} {
		narrow := func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, operations) && long(r) }
		refusal := answer(status, `{"error": "too_long", "message": "Too long."}`)
		requireNothing(t, run(t, client(t, other(narrow, refusal, sandbox(t)))))
	}
}

// TestLimiter asks to wait now and then; each try counts.
func TestLimiter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		count := 0
		limited := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		often := func(*http.Request) bool { count++; return count%3 == 0 }
		outcome := run(t, client(t, other(often, limited, sandbox(t)), func(o *target.Options) { o.Budget = 300 }),
			func(o *explore.Options) { o.Budget = 300 })
		requireNothing(t, outcome)
		if outcome.Requests != 300 || count != 300 {
			t.Errorf("%d requests were counted, and %d sent", outcome.Requests, count)
		}
	})
}

// TestBudget shows that no request more is sent, whatever is under way, and that it is said.
func TestBudget(t *testing.T) {
	t.Parallel()
	for _, most := range []int{4, 40, 60, 100, 250} {
		server := client(t, sandbox(t, mockserver.WithBugs("title-cut-at-80")), func(o *target.Options) { o.Budget = most })
		outcome := run(t, server, func(o *explore.Options) { o.Budget = most })
		if outcome.Requests > most || !strings.Contains(outcome.Ended, "the budget of") {
			t.Errorf("%d requests were sent of %d: %q", outcome.Requests, most, outcome.Ended)
		}
		for _, found := range outcome.Findings {
			if len(found.Story.Steps) == 0 {
				t.Errorf("with %d requests, %s has no story", most, found.RuleID)
			}
		}
	}
}

// TestInterrupt tells what was found until then.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	server := client(t, sandbox(t, mockserver.WithBugs("number-changes")))
	outcome := firstAlone(t, server)
	if len(outcome.Findings) != 1 || outcome.Ended != "it was interrupted" {
		t.Errorf("got %d findings and %q", len(outcome.Findings), outcome.Ended)
	}
}

// late reads from a second server, to which what is written comes a while later.
type late struct {
	writes, reads http.Handler
	lag           time.Duration
	under         []func() // way
	due           []time.Time
}

func (l *late) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for len(l.due) > 0 && !time.Now().Before(l.due[0]) {
		l.under[0]()
		l.under, l.due = l.under[1:], l.due[1:]
	}
	if r.Method == http.MethodGet || r.URL.Path == "/customers" {
		l.reads.ServeHTTP(w, r)
		return
	}
	body, _ := io.ReadAll(r.Body)
	again := r.Clone(context.Background())
	again.Body, r.Body = io.NopCloser(bytes.NewReader(body)), io.NopCloser(bytes.NewReader(body))
	l.writes.ServeHTTP(w, r)
	l.under = append(l.under, func() { l.reads.ServeHTTP(httptest.NewRecorder(), again) })
	l.due = append(l.due, time.Now().Add(l.lag))
}

// TestLateServer has nothing wrong but that a write shows a while later, in lookups, lists and searches.
func TestLateServer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		still := mockserver.WithNow(func() time.Time { return time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC) })
		server := client(t, &late{writes: sandbox(t, still), reads: sandbox(t, still), lag: 200 * time.Millisecond},
			func(o *target.Options) { o.Patience = time.Second })
		requireNothing(t, run(t, server, func(o *explore.Options) { o.Sequences = 5 }))
	})
}

// TestLateAndWrong tells what is wrong from what is late, also once the former has taken the patience for the
// latter.
func TestLateAndWrong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		still := mockserver.WithNow(func() time.Time { return time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC) })
		reads := sandbox(t, still, mockserver.WithBugs("closed-not-listed"))
		server := client(t, &late{writes: sandbox(t, still), reads: reads, lag: 200 * time.Millisecond},
			func(o *target.Options) { o.Patience = time.Second })
		outcome := run(t, server, func(o *explore.Options) { o.Sequences = 15 })
		if told := rules(outcome); told != "findCases/200/cases" {
			t.Errorf("got %q", told)
		}
	})
}

// TestForgetfulServer has forgotten everything, once, however long anybody waits for it.
func TestForgetfulServer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := client(t, after(205, sandbox(t), sandbox(t)), func(o *target.Options) { o.Patience = time.Second })
		outcome := run(t, server, func(o *explore.Options) { o.Sequences = 20 })
		if told := rules(outcome); !strings.Contains(told, "flaky") {
			t.Errorf("got %q", told)
		}
	})
}

// TestSilentOperation gives up an operation that gives no answer, and goes on with the others.
func TestSilentOperation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		silent := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		finds := func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/cases") }
		started := time.Now()
		server := client(t, other(finds, silent, sandbox(t)), func(o *target.Options) { o.Timeout = 30 * time.Second })
		outcome := run(t, server)
		if rules(outcome) != "findCases/200/connection" || outcome.Sequences != 100 ||
			outcome.Met[caseapi.Pair{Operation: caseapi.LookupCase, Status: 200}] < 100 {
			t.Errorf("got %q in %d sequences", rules(outcome), outcome.Sequences)
		}
		if took := time.Since(started); took > 10*time.Minute {
			t.Errorf("it took %s", took)
		}
	})
}
