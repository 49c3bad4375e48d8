package scenarios_test

import (
	"os"
	"path/filepath"
	"testing"

	"casemock/contracts"
	"casemock/scenarios"
)

func structures() contracts.ObjectStructures {
	text := func(name string, searchable bool) contracts.Field {
		return contracts.Field{Name: name, Label: name, Type: contracts.Text, Searchable: searchable}
	}
	return contracts.ObjectStructures{
		Case: contracts.ObjectStructure{Name: contracts.CaseObject, Fields: []contracts.Field{
			text("customCasePropertyOne", false), text("customCasePropertyTwo", false)}},
		Customer: contracts.ObjectStructure{Name: contracts.CustomerObject, Fields: []contracts.Field{
			text("name", true), text("email", true), text("phone", true)}},
	}
}

func TestBuiltInScenariosAreRight(t *testing.T) {
	t.Parallel()
	api := contracts.New(structures())
	files, err := filepath.Glob("builtin/*.yaml")
	if err != nil || len(files) != len(contracts.Operations()) {
		t.Fatalf("%d files for %d operations, %v", len(files), len(contracts.Operations()), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, problems := scenarios.Parse(api, file, text)
		for _, problem := range problems {
			t.Error(problem)
		}
	}
}

func TestEveryDocumentedPairHasAScenario(t *testing.T) {
	t.Parallel()
	set := scenarios.BuiltIn()
	for _, pair := range contracts.Pairs() {
		scenario, ok := set.ByStatus(pair.Operation, pair.Status)
		if !ok {
			t.Errorf("no scenario for %s", pair)
			continue
		}
		if expected, ok := scenario.Expected(); !ok || expected.Status != pair.Status {
			t.Errorf("%s: the contract expects %d, %t", pair, expected.Status, ok)
		}
	}
}
