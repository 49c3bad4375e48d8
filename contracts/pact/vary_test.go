package pact

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casemock/contracts/caseapi"
	"casemock/contracts/crm"
	"casemock/contracts/pact/example"
)

// refusingTwice is a CRM that takes no two objects with the same value of any of its texts, other
// than those that say whose or of which kind something is.
func refusingTwice(fields ...crm.Object) *crm.Server {
	server := crm.New()
	server.Fields["customer"] = fields
	free := []string{"customerId", "status", "id", "description", "url", "number", "created",
		"service", "contentType", "author", "lastUpdated"}
	taken := map[string]bool{}
	var refuse func(operation string, object crm.Object) bool
	refuse = func(kind string, object crm.Object) bool {
		for name, value := range object {
			posts, _ := value.([]any)
			for _, post := range posts {
				if refuse(kind+"."+name, post.(crm.Object)) {
					return true
				}
			}
			text, isText := value.(string)
			if !isText || text == "" || slices.Contains(free, name) {
				continue
			}
			if name == "serviceId" {
				text = fmt.Sprint(object["service"], " ", text)
			}
			key := kind + "." + name + "=" + text
			if taken[key] {
				return true
			}
			taken[key] = true
		}
		return false
	}
	server.Early = func(operation, _ string, body crm.Object) *crm.Answer {
		if !strings.HasPrefix(operation, "create") || !refuse(operation, body) {
			return nil
		}
		return &crm.Answer{Status: 422, Header: http.Header{"Content-Type": {"application/json"}},
			Body: crm.Object{"error": "duplicate", "message": "There is one already."}}
	}
	return server
}

func TestAServerThatRefusesDuplicatesIsRight(t *testing.T) {
	t.Parallel()
	text := func(name, label string) crm.Object {
		return crm.Object{"name": name, "label": label, "type": "text", "searchable": true}
	}
	server := refusingTwice(text("fullName", "Name"), text("mail", "E-mail"),
		text("phone", "Phone"), text("homepage", "Home page"), text("orderNumber", "Order"))
	for range 2 { // in a second run nothing is new that was so in the first
		requireNoAlarm(t, verify(t, Options{ProviderURL: serve(t, server)}))
	}
}

// keysSent counts the requests with keys that are not the CRM's.
type keysSent struct {
	mutex sync.Mutex
	wrong map[string]int
}

func (k *keysSent) note(r *http.Request) int {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if key := r.Header.Get("Authorization"); key != "" && key != crm.Key {
		k.wrong[key]++
	}
	total := 0
	for _, times := range k.wrong {
		total += times
	}
	return total
}

func TestAWrongKeyIsSentAFewTimesOnly(t *testing.T) {
	t.Parallel()
	keys := keysSent{wrong: map[string]int{}}
	report := verify(t, Options{ProviderURL: before(t, func(_ http.ResponseWriter, r *http.Request) bool {
		keys.note(r)
		return false
	})})
	requireNoAlarm(t, report)
	want := map[string]int{"not-a-registered-key": 1, crm.Key + "x": 1, crm.Key[:len(crm.Key)-1]: 1,
		crm.Key[:len(crm.Key)-1] + "B": 1, strings.ToUpper(crm.Key): 1}
	if diff := cmp.Diff(want, keys.wrong); diff != "" || len(want) != example.MostWrongKeys {
		t.Error(diff)
	}
	for _, operation := range caseapi.Operations() {
		if pair := fmt.Sprintf("%s/401", operation.Name); verdicts(report)[pair] != Verified {
			t.Errorf("%s is %s", pair, verdicts(report)[pair])
		}
	}
}

// TestKeysAreComparedWhole finds servers that compare less.
func TestKeysAreComparedWhole(t *testing.T) {
	t.Parallel()
	for name, accepts := range map[string]func(key string) bool{
		"in either case":   func(key string) bool { return strings.EqualFold(key, crm.Key) },
		"as a prefix":      func(key string) bool { return len(key) > 1 && strings.HasPrefix(crm.Key, key) },
		"to the end":       func(key string) bool { return strings.HasPrefix(key, crm.Key) },
		"by their lengths": func(key string) bool { return len(key) == len(crm.Key) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := crm.New()
			server.Authorized = func(r *http.Request) bool { return accepts(r.Header.Get("Authorization")) }
			broken := 0
			for pair, verdict := range verdicts(verify(t, Options{ProviderURL: serve(t, server)})) {
				if verdict == Broken && strings.HasSuffix(pair, "/401") {
					broken++
				}
			}
			if broken == 0 {
				t.Error("no expectation is broken")
			}
		})
	}
	t.Run("and an empty one is none", func(t *testing.T) {
		t.Parallel()
		server := crm.New()
		server.Authorized = func(r *http.Request) bool {
			keys, sent := r.Header["Authorization"]
			return sent && (keys[0] == crm.Key || keys[0] == "")
		}
		report := verify(t, Options{ProviderURL: serve(t, server), Only: []string{"lookupCase/401-no-key"}})
		requireRule(t, report, "lookupCase/401/statusCode")
	})
}

// TestAMissingKeyMayBeABadRequest sends no key where the scenario has a wrong one.
func TestAMissingKeyMayBeABadRequest(t *testing.T) {
	t.Parallel()
	report := verify(t, Options{Only: []string{"updateCase/401", "createCase/401", "lookupCase/401",
		"findCases/401", "findCustomer/401", "createCustomer/401", "searchCustomers/401"},
		ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
			missing := r.Header.Get("Authorization") == ""
			return missing && saying(http.StatusBadRequest, "{}")(w, r)
		})})
	if counts := report.Counts(); counts.Broken > 0 || counts.Verified != len(report.Results) {
		t.Errorf("got %v", verdicts(report))
	}
}

func TestALockOutIsSuspected(t *testing.T) {
	t.Parallel()
	keys := keysSent{wrong: map[string]int{}}
	report := verify(t, Options{ProviderURL: before(t, func(w http.ResponseWriter, r *http.Request) bool {
		locked := keys.note(r) >= 3
		return locked && saying(http.StatusUnauthorized, "")(w, r)
	})})
	if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "locked") {
		t.Errorf("the warnings are %q", report.Warnings)
	}
	if report.Counts().Broken == 0 {
		t.Error("a server that refuses its own key passes")
	}
}
