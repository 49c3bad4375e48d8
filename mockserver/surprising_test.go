package mockserver_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
	"casemock/mockserver/proxy"
)

const echoFile = `
name: case/echo
operation: lookupCase
contract: false
responses: [{status: 200, body: {id: "1", number: "1", customerId: "1", title: "", description: "",
  url: "https://example.com/1", lastUpdated: "2024-05-01T09:30:00.000Z", created: "2024-05-01T09:30:00.000Z",
  status: open}}]
`

func TestAnswersCarrySurprises(t *testing.T) {
	t.Parallel()
	api := start(t, mockserver.WithProfile("hostile:times-with-offset"),
		mockserver.WithScenarios(writeFile(t, "echo.yaml", echoFile)))
	for _, headers := range [][]header{nil, {"Prefer: code=200"}} {
		answer := api.get("/case/1001", headers...)
		created := read[caseapi.Case](answer).Created
		if got := answer.header.Get(mockserver.SurprisesHeader); got != "times-with-offset" ||
			!strings.HasSuffix(created, "+05:30") {
			t.Errorf("%q: got %q, created %s", headers, got, created)
		}
	}
	for what, answer := range map[string]reply{
		"a scenario's own body": api.get("/case/1001", "X-Mock-Scenario: case/echo"),
		"a refusal":             api.get("/case/1001", "Prefer: code=418"),
		"an error without one":  api.get("/case/none"),
		"no such path":          api.get("/cases/1001"),
	} {
		if got := answer.header.Get(mockserver.SurprisesHeader); got != "" {
			t.Errorf("%s carries %q: %s", what, got, answer.body)
		}
	}
	if got := api.admin(http.MethodGet, "cases/1001", ""); strings.Contains(got.body, "+05:30") {
		t.Errorf("the admin API is surprising: %s", got.body)
	}
}

// TestSurprisesRepeat holds a run to the promise of a seed, in each world; and another seed surprises otherwise.
func TestSurprisesRepeat(t *testing.T) {
	t.Parallel()
	told := func(seed uint64, key string) string {
		api := start(t, mockserver.WithProfile("hostile:order,dates"), mockserver.WithSeed(seed),
			mockserver.WithPublicURL("https://crm.example.com"))
		api.key = key
		var all strings.Builder
		for range 5 {
			answer := api.get("/customer/C-1001/cases")
			all.WriteString(answer.header.Get(mockserver.SurprisesHeader) + "\n" + answer.body + "\n")
		}
		return all.String()
	}
	first := told(1, mockserver.DefaultKey)
	if again := told(1, mockserver.DefaultKey); again != first {
		t.Errorf("the same seed gave %s, and before %s", again, first)
	}
	if told(2, mockserver.DefaultKey) == first || told(1, mockserver.DefaultKey+"/alice") == first {
		t.Error("another seed, or another world, gave the same")
	}
}

func TestProfileIsChecked(t *testing.T) {
	t.Parallel()
	to, _ := url.Parse("http://127.0.0.1:1")
	for want, options := range map[string][]mockserver.Option{
		`profile "polite" must be hostile`: {mockserver.WithProfile("polite")},
		`profile "hostile:ordre" has "ordre", which is no surprise; did you mean order?`: {
			mockserver.WithProfile("hostile:ordre")},
		`profile "hostile" is of the sandbox`: {mockserver.WithProfile("hostile"),
			mockserver.WithUpstream(proxy.Options{To: to})},
	} {
		if _, err := mockserver.New(options...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
