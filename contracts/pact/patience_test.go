package pact

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"casemock/contracts/crm"
)

// lag makes a part of a CRM know of what was written elsewhere only when it has been asked for it
// a few times: until then it answers as it would about something that does not exist.
func lag(as crm.Answer, of func(a *crm.Answer) (id string), operations ...string) crm.Quirk {
	const times = 2
	asked := map[string]int{}
	return crm.Answering(func(a *crm.Answer) {
		id := of(a)
		if a.Status >= http.StatusMultipleChoices || id == "" || asked[id] >= times {
			return
		}
		asked[id]++
		a.Status, a.Body, a.Text = as.Status, as.Body, as.Text
		a.Header = http.Header{"Content-Type": {"application/json"}}
	}, operations...)
}

// lagToWrite is the same for a part that writes, which does nothing as long as it does not know of what was
// written elsewhere.
func lagToWrite(as crm.Answer, of func(id string, body crm.Object) any, operation string) crm.Quirk {
	const times = 2
	return func(s *crm.Server) {
		asked, known := map[any]int{}, map[any]bool{}
		crm.Storing(func(before, after crm.Object) { known[after["id"]] = true })(s)
		s.Early = func(name, id string, body crm.Object) *crm.Answer {
			about := of(id, body)
			if name != operation || !known[about] || asked[about] >= times {
				return nil
			}
			asked[about]++
			return &crm.Answer{Status: as.Status, Body: as.Body, Header: http.Header{"Content-Type": {"application/json"}}}
		}
	}
}

func ofItself(id string, _ crm.Object) any { return id }

func ofItsCustomer(_ string, body crm.Object) any { return body["customerId"] }

// ofPath is the id in the path.
func ofPath(a *crm.Answer) string { return strings.Split(a.Request.URL.Path, "/")[2] }

// ofFirst is that of the first object of a list.
func ofFirst(a *crm.Answer) string {
	for _, object := range a.Objects() {
		id, _ := object["id"].(string)
		return id
	}
	return ""
}

// TestWhatIsNotKnownYetIsAwaited has one part of a correct CRM lag behind the others.
func TestWhatIsNotKnownYetIsAwaited(t *testing.T) {
	t.Parallel()
	unknown := crm.Answer{Status: 404, Body: crm.Object{}}
	refused := crm.Answer{Status: 422, Body: crm.Object{"error": "no_customer", "message": "No such customer."}}
	invalid := crm.Answer{Status: 400, Body: crm.Object{"message": "No such customer."}}
	for name, quirk := range map[string]crm.Quirk{
		"a customer for a new case, 422": lagToWrite(refused, ofItsCustomer, "createCase"),
		"a customer for a new case, 404": lagToWrite(unknown, ofItsCustomer, "createCase"),
		"a customer for a new case, 400": lagToWrite(invalid, ofItsCustomer, "createCase"),
		"a case for an update":           lagToWrite(unknown, ofItself, "updateCase"),
		"a case for an update, 422":      lagToWrite(refused, ofItself, "updateCase"),
		"a case for a lookup":            lag(unknown, ofPath, "lookupCase"),
		"a customer for an update":       lagToWrite(unknown, ofItself, "updateCustomer"),
		"a customer for a lookup":        lag(unknown, ofPath, "findCustomer"),
		"a customer for its cases":       lag(unknown, ofPath, "findCases"),
		"a customer for a search":        lag(crm.Answer{Status: 204}, ofFirst, "searchCustomers"),
		"a customer for a search, empty": lag(crm.Answer{Status: 200, Body: []any{}}, ofFirst, "searchCustomers"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := verify(t, Options{ProviderURL: serve(t, crm.With(quirk)), Patience: time.Minute})
			requireNoAlarm(t, report)
			for _, result := range report.Results {
				for _, finding := range result.Findings {
					t.Error(textOfFinding(finding, result))
				}
			}
		})
	}
}

// TestPatienceEnds has patience for nothing: what is wrong stays wrong.
func TestPatienceEnds(t *testing.T) {
	t.Parallel()
	report := verify(t, Options{ProviderURL: serve(t, crm.With(answeringAt("updateCase", 201, 404))),
		Only: []string{"updateCase/201"}, Patience: 100 * time.Millisecond})
	requireRule(t, report, "updateCase/201/statusCode")
}

// TestAWrongKeyIsNotSentAgain answers it wrongly, which no patience mends.
func TestAWrongKeyIsNotSentAgain(t *testing.T) {
	t.Parallel()
	asked := 0
	server := crm.With(crm.Answering(func(a *crm.Answer) {
		if a.Status == http.StatusUnauthorized {
			a.Status = http.StatusNotFound
			if a.Request.Header.Get("Authorization") != "" {
				asked++
			}
		}
	}))
	report := verify(t, Options{ProviderURL: serve(t, server), Only: []string{"lookupCase/401"},
		Patience: time.Minute})
	requireRule(t, report, "lookupCase/401/statusCode")
	if asked != 1 {
		t.Errorf("the wrong key was sent %d times", asked)
	}
}
