package pact

import (
	"encoding/json"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

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
			text += textOfFinding(finding, result)
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
