package pact

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"casemock/contracts/crm"
)

// before puts a handler before a correct CRM; it reports whether it has answered.
func before(t *testing.T, answers func(w http.ResponseWriter, r *http.Request) bool) string {
	t.Helper()
	server := crm.New()
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !answers(w, r) {
			server.ServeHTTP(w, r)
		}
	}))
}

// hangUp closes the connection without a byte of an answer.
func hangUp(w http.ResponseWriter) bool {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	_ = connection.Close()
	return true
}

func TestAKeptConnectionMayBeClosed(t *testing.T) {
	t.Parallel()
	var known sync.Map // the clients' addresses
	var hungUp atomic.Int64
	report := verify(t, Options{ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
		if _, kept := known.LoadOrStore(r.RemoteAddr, true); !kept {
			return false
		}
		hungUp.Add(1)
		return hangUp(w)
	})})
	requireNoAlarm(t, report)
	if hungUp.Load() == 0 {
		t.Error("no connection was used twice")
	}
}

func TestAServerThatAlwaysHangsUpIsBroken(t *testing.T) {
	t.Parallel()
	asked := atomic.Int64{}
	report := verify(t, Options{Only: []string{"updateCase/404"},
		ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method != http.MethodPatch {
				return false
			}
			asked.Add(1)
			return hangUp(w)
		})})
	requireRule(t, report, "updateCase/404/connection")
	if asked.Load() > 2 {
		t.Errorf("it was asked %d times", asked.Load())
	}
}

func TestAGatewayThatIsOnlyJustStartingIsAwaited(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	report := verify(t, Options{Patience: time.Minute, Only: []string{"lookupCase", "searchCustomers"},
		ProviderURL: before(t, func(w http.ResponseWriter, _ *http.Request) bool {
			starting := asked.Add(1) <= 4
			if starting {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
			return starting
		})})
	if counts := report.Counts(); counts.Broken > 0 || verdicts(report)["searchCustomers/200"] != Verified {
		t.Errorf("got %v", verdicts(report))
	}
}

func TestAServerThatIsUnavailableAtTimesIsJudged(t *testing.T) {
	t.Parallel()
	report := verify(t, Options{Only: []string{"bestmatchCustomers/200"},
		ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
			unavailable := r.URL.Path == "/customer/bestmatch"
			if unavailable {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
			return unavailable
		})})
	requireRule(t, report, "bestmatchCustomers/200/statusCode")
}

// spoiltMeta are answers to a path of the first contact that are no good.
var spoiltMeta = map[string]func(w http.ResponseWriter, r *http.Request) bool{
	"hangs up": func(w http.ResponseWriter, _ *http.Request) bool { return hangUp(w) },
	"hangs": func(_ http.ResponseWriter, r *http.Request) bool {
		<-r.Context().Done()
		return true
	},
	"never ends": func(w http.ResponseWriter, r *http.Request) bool {
		_, _ = w.Write([]byte("{"))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		return true
	},
	"fails":         saying(http.StatusInternalServerError, "{}"),
	"is missing":    saying(http.StatusNotFound, ""),
	"is no JSON":    saying(http.StatusOK, "<html>"),
	"is an array":   saying(http.StatusOK, "[]"),
	"is empty":      saying(http.StatusOK, ""),
	"has no fields": saying(http.StatusOK, `{"name": "customer"}`),
	"has null":      saying(http.StatusOK, `{"name": "customer", "fields": null}`),
	"has no usable field": saying(http.StatusOK,
		`{"name": "customer", "fields": [{"name": "mail", "label": 1, "type": "text"}]}`),
}

func saying(status int, text string) func(w http.ResponseWriter, r *http.Request) bool {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(text))
		return true
	}
}

// TestAPathThatIsNoGoodIsNotTheServer spoils a meta object. Whoever needs the custom fields is not
// exercised, and nothing but the meta object is broken.
func TestAPathThatIsNoGoodIsNotTheServer(t *testing.T) {
	t.Parallel()
	for name, spoil := range spoiltMeta {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := verify(t, Options{Timeout: 2 * time.Second, // for those that hang
				ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
					return r.URL.Path == "/meta/object/customer" && spoil(w, r)
				})})
			for _, result := range report.Results {
				if len(result.Failures()) > 0 && result.Operation != "defineObjectStructures" {
					t.Error(textOfFinding(result.Failures()[0], result))
				}
			}
			found := verdicts(report)
			for name, want := range map[string]Verdict{"defineObjectStructures/200-customer": Broken,
				"searchCustomers/204": NotExercised, "createCustomer/201": NotExercised,
				"createCase/401": Verified, "findCustomer/404": Verified} {
				if found[name] != want {
					t.Errorf("%s is %s, want %s", name, found[name], want)
				}
			}
			if reason := resultOf(report, "searchCustomers/204").Reason; !strings.Contains(reason,
				"the custom fields of a customer are not known, since /meta/object/customer ") {
				t.Errorf("the reason is %q", reason)
			}
		})
	}
}

func resultOf(report *Report, scenario string) *Result {
	for _, result := range report.Results {
		if result.Scenario == scenario {
			return result
		}
	}
	return nil
}

func TestCasesAreVerifiedWithoutTheFieldsOfCustomers(t *testing.T) {
	t.Parallel()
	server := crm.New()
	inner := serve(t, server)
	verify(t, Options{ProviderURL: inner, Only: []string{"createCustomer/201"}})
	spoilt := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/meta/") {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		server.ServeHTTP(w, r)
	}))
	report := verify(t, Options{ProviderURL: spoilt, CustomerID: "5001",
		Only: []string{"updateCase", "createCase", "lookupCase", "findCases"}})
	if counts := report.Counts(); counts.Broken > 0 || counts.Verified < 12 {
		t.Errorf("got %+v", counts)
	}
}
