package contract_test

import (
	"strings"
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/scenarios"

	"github.com/google/go-cmp/cmp"
)

// documentedAPI is the API as the documents alone describe it.
var documentedAPI = caseapi.New(caseapi.ObjectStructures{})

// builtIn is the contract of the built-in scenarios.
func builtIn(t *testing.T) *contract.Contract {
	t.Helper()
	contract, err := contract.Build(scenarios.BuiltIn().All())
	if err != nil {
		t.Fatal(err)
	}
	return contract
}

// built is the only interaction of a scenario file.
func built(t *testing.T, text string) *contract.Interaction {
	t.Helper()
	found, problems := scenarios.Parse(contract.API(), "own.yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	contract, err := contract.Build(found)
	if err != nil {
		t.Fatal(err)
	}
	if len(contract.Interactions) != 1 {
		t.Fatalf("got %d interactions", len(contract.Interactions))
	}
	return contract.Interactions[0]
}

func TestTheContractHasEachDocumentedPair(t *testing.T) {
	t.Parallel()
	found := map[caseapi.Pair]bool{}
	for _, interaction := range builtIn(t).Interactions {
		found[interaction.Pair()] = true
	}
	for _, pair := range caseapi.Pairs() {
		if !found[pair] {
			t.Errorf("%s is not in the contract", pair)
		}
	}
}

func TestTheContractDemandsWhatIsAlwaysPresentAndNoMore(t *testing.T) {
	t.Parallel()
	for _, interaction := range builtIn(t).Interactions {
		documented, _ := interaction.Operation.Response(interaction.Status)
		if body := interaction.ExpectedBody(); body != nil {
			demandsNoMore(t, interaction, "$", documentedAPI.Schema(documented.Schema), body)
		}
	}
}

func demandsNoMore(
	t *testing.T, interaction *contract.Interaction, path string, schema *caseapi.Schema, example any,
) {
	t.Helper()
	switch example := example.(type) {
	case map[string]any:
		for name, value := range example {
			property := schema.Property(name)
			if property == nil || !property.Required {
				t.Errorf("%s demands %s.%s, which no document promises", interaction, path, name)
				continue
			}
			demandsNoMore(t, interaction, path+"."+name, property.Schema, value)
		}
		for _, property := range schema.Properties {
			if _, demanded := example[property.Name]; property.Required && !demanded {
				t.Errorf("%s does not demand %s.%s", interaction, path, property.Name)
			}
		}
	case []any:
		for _, element := range example {
			demandsNoMore(t, interaction, path+"[*]", schema.Items, element)
		}
	}
}

func TestExamplesConformToTheirOwnContract(t *testing.T) {
	t.Parallel()
	for _, interaction := range builtIn(t).Interactions {
		documented, _ := interaction.Operation.Response(interaction.Status)
		body := interaction.ExpectedBody()
		if body == nil {
			continue
		}
		for _, violation := range documentedAPI.ValidateBody(documented.Schema, body) {
			t.Errorf("%s: %v", interaction, violation)
		}
	}
}

func TestAnInteractionCarriesItsStatesValues(t *testing.T) {
	t.Parallel()
	interaction := built(t, `
name: updateCase/201-moved
summary: A case moves to another customer.
operation: updateCase
given:
  - {state: a case exists, params: {id: "7 7"}}
  - {state: another customer exists, params: {customer: C-9, agent: a@example.com}}
request:
  path: {id: "7 7"}
  headers: {x-sf-user-email: a@example.com, x-sf-company-id: {type: string, example: "17"}}
  body: {customerId: C-9, title: Moved, interactions: []}
responses: [{status: 500}, {status: 201}]
`)
	request := interaction.Document["request"].(map[string]any)
	want := map[string]any{
		"method": "PATCH",
		"path":   "/case/7%207",
		"headers": map[string]any{
			"Authorization":   []any{contract.KeyPlaceholder},
			"Content-Type":    []any{"application/json"},
			"X-Sf-User-Email": []any{"a@example.com"},
			"X-Sf-Company-Id": []any{"17"},
		},
		"body": contract.JSONBody(map[string]any{"customerId": "C-9", "title": "Moved", "interactions": []any{}}),
		"generators": map[string]any{
			"path":   contract.Generator("/case/${id}"),
			"header": map[string]any{"X-Sf-User-Email": contract.Generator("${agent}")},
			"body":   map[string]any{"$.customerId": contract.Generator("${customer}")},
		},
	}
	if diff := cmp.Diff(want, request); diff != "" {
		t.Error(diff)
	}
	uses := []contract.StateUse{{Part: "header", Name: "agent", Alone: true},
		{Part: "body", Name: "customer", Alone: true}, {Part: "path", Name: "id"}}
	if diff := cmp.Diff(uses, interaction.StateUses()); diff != "" {
		t.Error(diff)
	}
}

func TestWhatWasSentMustComeBack(t *testing.T) {
	t.Parallel()
	interaction := built(t, `
name: own
operation: updateCase
given: [{state: a case exists, params: {id: "7", customerId: C-9}}]
request:
  path: {id: "7"}
  body: {customerId: C-9, title: Moved, status: closed, description: Done, customCasePropertyOne: x}
responses: [{status: 201}]
`)
	response := interaction.Document["response"].(map[string]any)
	rules := response["matchingRules"].(map[string]any)["body"].(map[string]any)
	if body := interaction.ExpectedBody().(map[string]any); body["title"] != "Moved" ||
		rules["$.title"] != nil {
		t.Error("the title need not come back")
	}
	for _, path := range []string{"$.customerId", "$.status", "$.description"} {
		if rules[path] == nil {
			t.Errorf("%s must come back as it was sent: it is a state's, or no server need take it", path)
		}
	}
}

func TestWhatIsNoPartOfTheContractStaysOut(t *testing.T) {
	t.Parallel()
	found, problems := scenarios.Parse(contract.API(), "own.yaml", []byte(`
{name: a, operation: lookupCase, contract: false, responses: [{status: 200}]}
---
{name: b, operation: lookupCase, responses: [{status: 418, undocumented: true, body: x}]}
---
{name: c, operation: lookupCase, responses: [{fault: timeout}]}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	contract, err := contract.Build(found)
	if err != nil || len(contract.Interactions) != 0 {
		t.Errorf("got %v, %v", contract.Interactions, err)
	}
}

func TestNoKeyAndAWrongKeyStayAsTheScenarioSays(t *testing.T) {
	t.Parallel()
	for _, interaction := range builtIn(t).Interactions {
		request := interaction.Document["request"].(map[string]any)
		headers, _ := request["headers"].(map[string]any)
		key := headers[caseapi.AuthorizationHeader]
		var want any = []any{contract.KeyPlaceholder}
		switch {
		case strings.HasSuffix(interaction.Key, "-no-key"):
			want = nil
		case interaction.Status == 401:
			want = []any{"not-a-registered-key"}
		}
		if !cmp.Equal(key, want) {
			t.Errorf("%s: the key is %v, want %v", interaction, key, want)
		}
	}
}
