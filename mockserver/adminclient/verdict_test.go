package adminclient_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/mockserver/adminclient"
)

func TestVerdict(t *testing.T) {
	t.Parallel()
	server, client := newServer(t)
	for range 2 {
		call(t, "GET", server.URL+"/case/1001?__code=400", mockserver.DefaultKey, "")
	}
	judged, err := client.Verdict(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	want := adminclient.RuleVerdict{ID: "lookupCase/400/no-retry", Kind: "no-retry", Operation: caseapi.LookupCase,
		Status: 400, Scenario: "lookupCase/400", Source: "built in", Word: adminclient.RuleBroken, Broken: 1, Open: 1,
		Sentence: "After a 400, no request with the same path and body is sent for 10s.",
		Evidence: []adminclient.Evidence{{Exchanges: []adminclient.Exchange{
			{N: 1, Method: "GET", Path: "/case/1001", Status: 400}, {N: 2, Method: "GET", Path: "/case/1001", Status: 400}}}}}
	for _, rule := range judged.Rules {
		if rule.ID != want.ID {
			continue
		}
		if diff := cmp.Diff(want, rule, cmpopts.IgnoreTypes(time.Time{}, &time.Time{}),
			cmpopts.IgnoreFields(adminclient.Evidence{}, "Why")); diff != "" || rule.Until == nil || rule.Evidence[0].Why == "" {
			t.Errorf("%s until %v", diff, rule.Until)
		}
	}
	if judged.Open != 1 || judged.Coverage.Operations[caseapi.LookupCase][400] != 2 {
		t.Errorf("%+v", judged)
	}
	if judged, err := client.Verdict(t.Context(), time.Millisecond); err != nil || judged.Open != 1 {
		t.Errorf("%d are open, %v", judged.Open, err)
	}
	if judged, err := client.World("alice").Verdict(t.Context(), time.Minute); err != nil || judged.Open != 0 {
		t.Errorf("%d are open in another world, %v", judged.Open, err)
	}
}
