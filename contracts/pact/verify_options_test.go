package pact

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"casemock/contracts/crm"
	"casemock/contracts/pact/contract"
)

func TestFailFastAsksNothingMore(t *testing.T) {
	t.Parallel()
	asked := 0
	server := crm.With(crm.Showing(without("url"), "updateCase"), crm.Answering(func(*crm.Answer) {
		asked++
	}, "bestmatchCustomers"))
	report := verify(t, Options{ProviderURL: serve(t, server), FailFast: true})
	counts := report.Counts()
	if counts.Broken != 1 || counts.Verified != 0 || asked != 0 {
		t.Errorf("got %+v after %d more requests", counts, asked)
	}
	if last := report.Results[len(report.Results)-1]; last.Reason == "" || last.Remedy == "" {
		t.Errorf("the last one says %q, %q", last.Reason, last.Remedy)
	}
}

func TestProgressTellsOfEachExpectationOnce(t *testing.T) {
	t.Parallel()
	var told []int
	total := 0
	report := verify(t, Options{ProviderURL: serve(t, crm.New()), Skip: []string{"createCase", "updateCase"},
		Progress: func(p Progress) { told, total = append(told, p.Number), p.Total }})
	if len(told) != total || !slices.IsSorted(told) || told[0] != 1 || total >= len(report.Results) {
		t.Errorf("told %v of %d, with %d results", told, total, len(report.Results))
	}
}

func TestASlowReplicaIsAwaited(t *testing.T) {
	t.Parallel()
	// The first lookup after each write shows what was there before it.
	lagging := map[string]crm.Object{}
	server := crm.With(crm.Storing(func(before, after crm.Object) {
		lagging[after["id"].(string)] = before
	}, "updateCase"), crm.Showing(func(object crm.Object) {
		id, _ := object["id"].(string)
		if before := lagging[id]; before != nil {
			delete(lagging, id)
			for name, value := range before {
				object[name] = value
			}
		}
	}, "lookupCase"))
	report := verify(t, Options{ProviderURL: serve(t, server), Only: []string{"updateCase/201"},
		Patience: time.Second})
	for _, result := range report.Results {
		for _, finding := range result.Failures() {
			t.Error(textOfFinding(finding, result))
		}
	}
}

func TestALaggingIndexIsAwaited(t *testing.T) {
	t.Parallel()
	asked := map[string]int{} // how often for each id
	server := crm.New()
	server.Found = func(operation, id string) string {
		asked[id]++
		if asked[id] == 1 && operation != "updateCase" && operation != "updateCustomer" {
			return "not there yet"
		}
		return id
	}
	server.Sought = func(_, value string) string {
		asked[value]++
		if asked[value] == 1 {
			return "not there yet"
		}
		return value
	}
	requireNoAlarm(t, verify(t, Options{ProviderURL: serve(t, server), Patience: 500 * time.Millisecond}))
}

func TestAClockOfWholeSecondsIsAwaited(t *testing.T) {
	t.Parallel()
	seconds := func(at time.Time) string { return at.Format(time.RFC3339) }
	server := crm.With(crm.Instants(seconds, "created", "lastUpdated"),
		crm.Storing(func(_, after crm.Object) { after["created"] = after["lastUpdated"] }, "updateCase"))
	report := verify(t, Options{ProviderURL: serve(t, server), Only: []string{"updateCase/201"},
		Patience: 1100 * time.Millisecond})
	requireRule(t, report, "updateCase/201/created")
}

func TestAUsersOwnScenariosAreVerifiedToo(t *testing.T) {
	t.Parallel()
	own := written(t, "own.yaml", `
name: updateCase/422-vip
summary: A VIP's case has no region.
operation: updateCase
given: [{state: a case exists, params: {id: "1"}}]
request: {path: {id: "1"}, body: {region: "", title: Gone}}
responses: [{status: 422}]
---
name: findCustomer/200-vip
operation: findCustomer
given: [{state: a customer exists, params: {id: "1", mail: vip@example.org}}]
request: {path: {id: "1"}}
responses: [{status: 200}]
---
name: lookupCase/404
summary: Replaces the built-in one.
operation: lookupCase
request: {path: {id: none}}
responses: [{status: 404}]
`)
	var mails []any
	server := crm.With(crm.Showing(func(o crm.Object) { mails = append(mails, o["mail"]) }, "findCustomer"))
	report := verify(t, Options{ProviderURL: serve(t, server), Scenarios: []string{own},
		Only: []string{"updateCase/422-vip", "findCustomer/200-vip", "lookupCase/404"}})
	found := verdicts(report)
	if found["updateCase/422-vip"] != Broken || found["findCustomer/200-vip"] != Verified ||
		found["lookupCase/404"] != Verified {
		t.Errorf("got %v", found)
	}
	if !slices.Contains(mails, any("vip@example.org")) {
		t.Errorf("the customer that was looked up has the mail %v", mails)
	}
}

func TestAnInvalidScenarioIsAProblem(t *testing.T) {
	t.Parallel()
	if _, err := contract.Generate(t.TempDir(), written(t, "own.yaml", "name: x\n")); err == nil {
		t.Error("a scenario without an operation was taken")
	}
}

func TestACRMOfCasesAloneIsVerified(t *testing.T) {
	t.Parallel()
	server := crm.New()
	inner := serve(t, server)
	made := verify(t, Options{ProviderURL: inner, Only: []string{"createCustomer/201"}})
	if made.Counts().Verified == 0 {
		t.Fatal("there is no customer to hang cases on")
	}
	casesAlone := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/case") {
			http.NotFound(w, r)
			return
		}
		server.ServeHTTP(w, r)
	}))
	report := verify(t, Options{ProviderURL: casesAlone, CustomerID: "5001",
		Only: []string{"updateCase", "lookupCase", "createCase"}})
	if counts := report.Counts(); counts.Broken > 0 || counts.Verified < 12 {
		t.Errorf("got %+v", counts)
	}
}

func TestACustomerThatIsGivenMustExist(t *testing.T) {
	t.Parallel()
	_, err := Verify(t.Context(), Options{ProviderURL: serve(t, crm.New()), APIKey: crm.Key, CustomerID: "nobody",
		Patience: -1})
	if err == nil || !strings.Contains(err.Error(), `has no customer "nobody"`) {
		t.Errorf("got %v", err)
	}
}

func TestWhatCannotBeSentIsNamed(t *testing.T) {
	t.Parallel()
	for want, options := range map[string]Options{
		"the API key ends with a line break": {ProviderURL: "http://127.0.0.1:1", APIKey: "key\n"},
		"ends with a line break":             {ProviderURL: "http://127.0.0.1:1\n"},
		"--state-url has a control character in it": {ProviderURL: "http://127.0.0.1:1",
			StateURL: "http://127.0.0.1:1/\x00"},
	} {
		if _, err := Verify(t.Context(), options); err == nil || !strings.Contains(err.Error(), want) ||
			strings.Contains(err.Error(), "cannot be reached") {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
