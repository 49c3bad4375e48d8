package pact

import (
	"encoding/json"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/internal/crm"
)

func TestAReportSumsUpByOperationAndStatus(t *testing.T) {
	t.Parallel()
	made := func(operation caseapi.OperationName, status int, verdict Verdict) *Result {
		return &Result{Operation: operation, Status: status, Verdict: verdict}
	}
	report := Report{Results: []*Result{
		made("", 418, Verified),
		made(caseapi.LookupCase, 200, NotExercised),
		made(caseapi.UpdateCase, 422, NotExercised), made(caseapi.UpdateCase, 422, Verified),
		made(caseapi.UpdateCase, 201, Verified), made(caseapi.UpdateCase, 201, Broken),
		made(caseapi.UpdateCase, 404, Waived), made(caseapi.UpdateCase, 404, Verified),
	}}
	var got []string
	for _, pair := range report.Pairs() {
		got = append(got, string(pair.Operation)+"/"+string(pair.Verdict))
	}
	want := "updateCase/broken updateCase/waived updateCase/verified lookupCase/not exercised /verified"
	if text := strings.Join(got, " "); text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	counted := Counts{Verified: 4, Broken: 1, NotExercised: 2, Waived: 1}
	if counts := report.Counts(); counts != counted || counts.Total() != 8 {
		t.Errorf("got %+v", counts)
	}
}

func TestFailedMeansBrokenOrWithRequireAllNotExercised(t *testing.T) {
	t.Parallel()
	for verdict, want := range map[Verdict][2]bool{
		Verified: {false, false}, Waived: {false, false}, NotExercised: {false, true},
		Broken: {true, true}, Pending: {false, false},
	} {
		report := Report{Results: []*Result{{Verdict: verdict}}}
		if got := [2]bool{report.Failed(false), report.Failed(true)}; got != want {
			t.Errorf("%s: got %v, want %v", verdict, got, want)
		}
	}
}

func TestAReportHoldsNoSecret(t *testing.T) {
	t.Parallel()
	echoing := crm.With(crm.Showing(without("url"), "lookupCase", "updateCase"),
		crm.Answering(func(a *crm.Answer) {
			a.Header.Set("Set-Cookie", "session=cookie-secret")
			a.Header.Set("X-Echo", a.Request.Header.Get("Authorization"))
			if object := a.Object(); object != nil {
				object["echo"] = "key " + a.Request.Header.Get("Authorization")
			}
		}))
	server := strings.Replace(serve(t, echoing), "http://", "http://user:password-secret@", 1)
	report := verify(t, Options{ProviderURL: server, APIKey: crm.Key, Only: []string{"lookupCase",
		"updateCase"}})
	encoded, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	text := string(encoded)
	for _, result := range report.Results {
		for _, finding := range result.Findings {
			text += finding.text(result)
		}
	}
	for _, secret := range []string{crm.Key, "cookie-secret", "password-secret"} {
		if at := strings.Index(text, secret); at >= 0 {
			t.Errorf("%s is in the report: …%s…", secret, text[max(0, at-80):at+40])
		}
	}
	if !strings.Contains(text, `-H "Authorization: $CASEPACT_API_KEY"`) ||
		!strings.Contains(text, `-H 'Authorization: not-a-registered-key'`) && report.Counts().Broken > 4 {
		t.Error("the curl lines do not take the key from the environment")
	}
}
