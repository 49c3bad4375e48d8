package mockserver_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/mockserver"
)

const jane = `
customers:
  - {id: C-9001, name: Jane Doe, email: jane@example.com}
cases:
  - {id: leaky, customerId: C-9001, title: Kettle leaks}
  - {id: "1001", customerId: C-1002, title: From a person's hand}
`

func TestFixturesFromAPersonsHand(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "jane.yaml", jane)
	api := start(t, mockserver.WithFixtures(file))
	leaky := read[caseapi.Case](api.get("/case/leaky").want(200, "sandbox"))
	if leaky.Title != "Kettle leaks" || leaky.CustomerID != "C-9001" || leaky.Status != caseapi.Open {
		t.Errorf("got %+v", leaky)
	}
	if own := read[caseapi.Case](api.get("/case/1001")); own.Title != "From a person's hand" {
		t.Errorf("case 1001 is %q", own.Title)
	}
	if ids := caseIDs(api, "C-9001"); !slices.Equal(ids, []string{"leaky"}) {
		t.Errorf("Jane has the cases %v", ids)
	}
	if ids := found(api, "/customers", `{"email": "JANE@example.com"}`); !slices.Equal(ids, []string{"C-9001"}) {
		t.Errorf("the search finds %v", ids)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(jane, "leaks", "drips", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := api.server.Reload(); err != nil {
		t.Fatal(err)
	}
	if again := read[caseapi.Case](api.get("/case/leaky")); again.Title != "Kettle drips" {
		t.Errorf("after the reload, the title is %q", again.Title)
	}
}

func TestFixturesInsteadOfGeneratedOnes(t *testing.T) {
	t.Parallel()
	only := strings.Split(jane, "  - {id: \"1001\"")[0]
	api := start(t, mockserver.WithCases(0), mockserver.WithFixtures(writeFile(t, "only.yaml", only)))
	api.get("/case/leaky").want(200, "sandbox")
	api.get("/case/1001").want(404, "sandbox")
}

func TestWrongFixturesStopTheStart(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "wrong.yaml", strings.Replace(jane, "title: Kettle", "titel: Kettle", 1))
	_, err := mockserver.New(mockserver.WithFixtures(file))
	if err == nil || !strings.Contains(err.Error(), file+":5:") || !strings.Contains(err.Error(), "title") {
		t.Errorf("got %v, want the place of the wrong key", err)
	}
}
