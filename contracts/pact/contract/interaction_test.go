package contract_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"

	"github.com/google/go-cmp/cmp"
)

// parsed is the only interaction of a pact, by its members.
func parsed(t *testing.T, members string) *contract.Interaction {
	t.Helper()
	read, err := contract.ParseContract([]byte(`{"provider": {"name": "p"}, "interactions": [{"description": "one", ` +
		members + `}], "metadata": {"pactSpecification": {"version": "4.0"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	return read.Interactions[0]
}

// TestStates reads what is given in each version of Pact.
func TestStates(t *testing.T) {
	t.Parallel()
	for members, want := range map[string][]string{
		`"provider_state": "a"`: {"a"},
		`"providerState": "a"`:  {"a"},
		`"providerState": ""`:   nil,
		`"providerState": 7`:    {"7"},
		`"providerStates": []`:  nil,
		`"providerStates": ["a", {"name": "b", "params": {"id": 7}}, {"name": ""}]`:                {"a", "b"},
		`"providerStates": [{"name": "new"}], "providerState": "old"`:                              {"new"},
		`"providerStates": null, "providerState": "old"`:                                           {"old"},
		`"providerStates": [{"params": {"id": "without a name"}}]`:                                 {""},
		`"providerStates": [{"name": "a", "params": {"n": 12345678901234567890}}, {"name": null}]`: {"a"},
	} {
		got := parsed(t, members+`, "request": {"method": "GET", "path": "/"}`).StateNames()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", members, diff)
		}
	}
}

func TestAnInteractionInWords(t *testing.T) {
	t.Parallel()
	one := parsed(t, `"providerStates": [{"name": "a case exists", "params": {"id": "7"}}],
		"request": {"path": "/case/7", "query": {"a": ["b"]}}, "response": {"status": 404}`)
	for got, want := range map[string]string{
		one.String():                           `"one"`,
		one.RequestLine():                      `GET /case/7 {"a":["b"]}`,
		strings.Join(one.Given(), ", "):        `a case exists {"id":"7"}`,
		strings.Join(one.Selectors(), ", "):    ", one",
		one.Pair().String():                    "/404",
		fmt.Sprint(one.Status, one.Succeeds()): "404 false",
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	old := parsed(t, `"providerState": "old", "request": {"method": "get", "path": "/case/7", "query": "a=b"}`)
	if old.RequestLine() != "get /case/7?a=b" || strings.Join(old.Given(), "") != "old" ||
		old.Operation.Name != caseapi.LookupCase || old.Status != 200 {
		t.Errorf("got %s of %s, %v", old.RequestLine(), old.Given(), old.Pair())
	}
}

// TestFacts tells built-in expectations apart.
func TestFacts(t *testing.T) {
	t.Parallel()
	facts := map[string]func(*contract.Interaction) bool{
		"succeeds":     (*contract.Interaction).Succeeds,
		"is wrong":     (*contract.Interaction).IsWrong,
		"is difficult": (*contract.Interaction).Difficult,
		"needs owner":  (*contract.Interaction).NeedsOwner,
		"sends a key":  (*contract.Interaction).SendsKey,
		"writes a case": func(i *contract.Interaction) bool {
			return i.Writes(caseapi.CaseObject)
		},
	}
	want := map[string]string{
		"updateCase/201-difficult": "is difficult, sends a key, succeeds, writes a case",
		"updateCase/400":           "is wrong, sends a key, writes a case",
		"updateCase/401-no-key":    "writes a case",
		"updateCase/500":           "needs owner, sends a key, writes a case",
		"createCase/201":           "sends a key, succeeds",
		"lookupCase/400":           "is wrong, needs owner, sends a key",
		"updateCustomer/404":       "sends a key",
	}
	for _, one := range builtIn(t).Interactions {
		expected, listed := want[one.Key]
		if !listed {
			continue
		}
		var got []string
		for _, name := range []string{"is difficult", "is wrong", "needs owner", "sends a key", "succeeds", "writes a case"} {
			if facts[name](one) {
				got = append(got, name)
			}
		}
		if strings.Join(got, ", ") != expected {
			t.Errorf("%s %v, want %s", one.Key, got, expected)
		}
		delete(want, one.Key)
	}
	if len(want) > 0 {
		t.Errorf("not in the contract: %v", want)
	}
}

func TestVariantsLeaveTheirOriginalAlone(t *testing.T) {
	t.Parallel()
	for _, one := range builtIn(t).Interactions {
		before := fmt.Sprint(one.Document)
		titled := one.WithTitle(func(title string) string { return title + "!" })
		keyless := one.WithoutKey()
		if keyless.SendsKey() {
			t.Errorf("%s still sends a key", one)
		}
		if demanded, ok := titled.ExpectedBody().(map[string]any); ok && one.Succeeds() &&
			titled != one && demanded["title"] != nil && !strings.HasSuffix(fmt.Sprint(demanded["title"]), "!") {
			t.Errorf("%s demands another title than it sends", one)
		}
		if after := fmt.Sprint(one.Document); before != after {
			t.Errorf("%s is changed: %s", one, after)
		}
	}
}

func TestReadContract(t *testing.T) {
	t.Parallel()
	read, err := contract.ReadContract(filepath.Join(committed, contract.FileName))
	if err != nil {
		t.Fatal(err)
	}
	if built := builtIn(t); len(read.Interactions) != len(built.Interactions) || read.Consumer != contract.Consumer {
		t.Errorf("%d interactions of %s, want %d", len(read.Interactions), read.Consumer, len(built.Interactions))
	}
	if _, err := contract.ReadContract("nowhere.json"); err == nil || !strings.Contains(err.Error(), "nowhere.json") {
		t.Errorf("a file that is missing: got %v", err)
	}
}

func TestWhatIsNoPactFile(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		``:                            "this is no pact file: EOF",
		`[]`:                          "this is no pact file",
		`{}`:                          "it needs a provider and interactions",
		`{"provider": {"name": "p"}}`: "it needs a provider and interactions",
		`{"provider": {"name": "p"}, "interactions": [{"request": {}}]} x`: "something stands after its end",
		`{"provider": {"name": "p"}, "interactions": [{"request": {}}, {"contents": {}}]}`: "interactions[1]: only " +
			"interactions with a request and a response can be verified",
	} {
		if _, err := contract.ParseContract([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}
