package contract_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"casemock/contracts/pact/contract"
	"casemock/scenarios"
)

var update = flag.Bool("update", false, "write the committed contract anew")

// committed is the directory of the contract that stands in the repository.
const committed = "../../pacts"

func TestTheCommittedContractIsFresh(t *testing.T) {
	if *update {
		if _, err := contract.Generate(committed); err != nil {
			t.Fatal(err)
		}
	}
	fresh, err := contract.Generate(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	want, got := read(t, fresh), read(t, filepath.Join(committed, contract.FileName))
	if !bytes.Equal(want, got) {
		t.Error("the committed contract is stale: go test ./contracts/pact/contract -run Committed -update")
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEqualScenariosMakeEqualContracts(t *testing.T) {
	t.Parallel()
	var former []byte
	for range 3 {
		contract, err := contract.Build(scenarios.BuiltIn().All())
		if err != nil {
			t.Fatal(err)
		}
		text := contract.JSON()
		if former != nil && !bytes.Equal(former, text) {
			t.Fatal("the same scenarios made another contract")
		}
		former = text
	}
}
