package contract

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"casemock/contracts/outfile"
	"casemock/contracts/strictyaml"
	"casemock/scenarios"
)

//go:generate go run casemock/cmd/casepact generate --out ../../pacts

// FileName is the name of the pact file, as Pact's own tools form it.
const FileName = Consumer + "-" + Provider + ".json"

// FromScenarios makes a contract of the built-in scenarios, and of those in the files and
// directories. Problems of scenario files are [strictyaml.Problems].
func FromScenarios(paths ...string) (*Contract, error) {
	set, problems := scenarios.Load(API(), paths...)
	if len(problems) > 0 {
		return nil, strictyaml.Problems(problems)
	}
	return Build(set.All())
}

// Generate writes the contract of [FromScenarios] into a directory, which is made where it is
// missing. It returns the path of the file.
func Generate(directory string, paths ...string) (string, error) {
	contract, err := FromScenarios(paths...)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return "", fmt.Errorf("making the directory of the contract: %w", err)
	}
	file := filepath.Join(directory, FileName)
	if err := outfile.Write(context.Background(), file, contract.JSON(), 0o644); err != nil {
		return "", fmt.Errorf("writing the contract: %w", err)
	}
	return file, nil
}
