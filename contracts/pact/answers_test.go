package pact

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"casemock/contracts/crm"
	"casemock/contracts/pact/contract"
)

func TestTheBaseIsSentAsItIsWritten(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"/tenants/a%2Fb", "/a%2Fb/", "/a/b%2F", "/a%2fb/%7Euser", "/a%20b",
		"/a/../b", "/a//b", "/%C3%A4;v=1/x,y", "/a%25b", "/"} {
		t.Run(base, func(t *testing.T) {
			t.Parallel()
			var mutex sync.Mutex
			var asked []string
			server := crm.New()
			url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				mutex.Lock()
				defer mutex.Unlock()
				path, below := strings.CutPrefix(r.RequestURI, strings.TrimSuffix(base, "/"))
				if !below {
					asked = append(asked, r.RequestURI)
				}
				moved := r.Clone(r.Context())
				moved.RequestURI = path
				moved.URL, _ = r.URL.Parse(path)
				server.ServeHTTP(w, moved)
			}))
			requireNoAlarm(t, verify(t, Options{ProviderURL: url + base}))
			if len(asked) > 0 {
				t.Errorf("asked for %q", asked)
			}
		})
	}
}

func TestManyHeadersAreNoFault(t *testing.T) {
	t.Parallel()
	requireNoAlarm(t, verify(t, Options{ProviderURL: before(t, func(w http.ResponseWriter, _ *http.Request) bool {
		for i := range 500 {
			w.Header().Set(fmt.Sprintf("X-Header-%d", i), strings.Repeat("x", 1000))
		}
		return false
	})}))
}

// TestAHeaderThatIsDemandedIsJudged demands one in somebody's own pact.
func TestAHeaderThatIsDemandedIsJudged(t *testing.T) {
	t.Parallel()
	contract, err := contract.ParseContract([]byte(`{"consumer": {"name": "a"}, "provider": {"name": "b"},
		"interactions": [{"description": "one", "request": {"method": "GET", "path": "/other"},
			"response": {"status": 200, "headers": {"x-wanted": "yes"}}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for value, want := range map[string]Verdict{"yes": Verified, "no": Broken} {
		report := verify(t, Options{Contract: contract,
			ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
				w.Header().Set("X-Wanted", value)
				return r.URL.Path == "/other" && saying(http.StatusOK, "")(w, r)
			})})
		if report.Results[0].Verdict != want {
			t.Errorf("%s is %s, want %s", value, report.Results[0].Verdict, want)
		}
	}
}

// huge are answers of which more comes than anybody judges.
var huge = map[string]func(w http.ResponseWriter){
	"a large body": func(w http.ResponseWriter) {
		_, _ = w.Write([]byte(`["` + strings.Repeat("x", 28<<20) + `"]`))
	},
	"a body without an end": func(w http.ResponseWriter) {
		for chunk := bytes.Repeat([]byte("x"), 1<<20); ; {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	},
	"large headers": func(w http.ResponseWriter) {
		w.Header().Set("X-Large", strings.Repeat("x", 2<<20))
		_, _ = io.WriteString(w, "[]")
	},
	"headers without an end": func(w http.ResponseWriter) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(connection, "HTTP/1.1 200 OK\r\n")
		for err == nil {
			_, err = io.WriteString(connection, "X-More: x\r\n")
		}
		_ = connection.Close()
	},
}

func TestWhatIsTooLargeIsNotExercised(t *testing.T) {
	t.Parallel()
	for name, answer := range huge {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := verify(t, Options{Only: []string{"bestmatchCustomers/200", "updateCase/201"},
				ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
					large := r.URL.Path == "/customer/bestmatch" ||
						r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/case/5")
					if large {
						answer(w)
					}
					return large
				})})
			for _, result := range report.Results {
				if result.Verdict != NotExercised || !strings.Contains(result.Reason, "MiB, which is not judged") {
					t.Errorf("%s is %s: %s %v", result.Description, result.Verdict, result.Reason,
						result.Findings)
				}
			}
		})
	}
}

func TestAnAnswerThatTricklesIsGivenUp(t *testing.T) {
	t.Parallel()
	report := verify(t, Options{Only: []string{"bestmatchCustomers/200"}, Timeout: time.Second,
		ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
			slow := r.URL.Path == "/customer/bestmatch"
			if slow {
				_, _ = io.WriteString(w, "[")
				_ = http.NewResponseController(w).Flush()
				<-r.Context().Done()
			}
			return slow
		})})
	requireRule(t, report, "bestmatchCustomers/200/connection")
}

// TestALateOperationIsGivenUp hangs on every update and every lookup of a case.
func TestALateOperationIsGivenUp(t *testing.T) {
	t.Parallel()
	var mutex sync.Mutex
	asked := map[string]int{}
	report := verify(t, Options{Timeout: time.Second, Only: []string{"updateCase", "lookupCase"},
		ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
			// The CRM counts its cases from 5001; an id that was made up for a 404 may begin likewise.
			hangs := strings.HasPrefix(r.URL.Path, "/case/50") && len(r.URL.Path) == len("/case/5001")
			if hangs {
				mutex.Lock()
				asked[r.Method]++
				mutex.Unlock()
				_, _ = io.Copy(io.Discard, r.Body) // else nobody notices that the client has left
				<-r.Context().Done()
			}
			return hangs
		})})
	mutex.Lock() // a handler that was given up may only just notice
	defer mutex.Unlock()
	if asked[http.MethodPatch] != mostLate || asked[http.MethodGet] > 2*mostLate {
		t.Errorf("asked %v", asked)
	}
	found := verdicts(report)
	if found["updateCase/201"] != Broken || found["lookupCase/200"] != Broken ||
		found["updateCase/401"] != NotExercised {
		t.Errorf("got %v", found)
	}
}
