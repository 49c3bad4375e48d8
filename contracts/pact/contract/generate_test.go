package contract_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"casemock/contracts/golden"
	"casemock/contracts/pact/contract"
	"casemock/scenarios"
)

// committed is the directory of the contract that stands in the repository.
const committed = "../../pacts"

func TestTheCommittedContractIsFresh(t *testing.T) {
	fresh, err := contract.Generate(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, filepath.Join(committed, contract.FileName), read(t, fresh))
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
