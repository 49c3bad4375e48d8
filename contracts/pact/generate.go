package pact

import (
	"fmt"
	"os"
	"path/filepath"

	"casemock/scenarios"
)

//go:generate go run casemock/cmd/casepact generate --out ../pacts

// FileName is the name of the pact file, as Pact's own tools form it.
const FileName = Consumer + "-" + Provider + ".json"

// Generate writes the contract of the built-in scenarios, and of those in the files and
// directories, into a directory, which is made where it is missing. It returns the path of the
// file. Problems of scenario files are a [*FileError].
func Generate(directory string, paths ...string) (string, error) {
	set, problems := scenarios.Load(api(), paths...)
	if len(problems) > 0 {
		return "", &FileError{problems}
	}
	contract, err := Build(set.All())
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return "", fmt.Errorf("making the directory of the contract: %w", err)
	}
	file := filepath.Join(directory, FileName)
	if err := os.WriteFile(file, contract.JSON(), 0o644); err != nil {
		return "", fmt.Errorf("writing the contract: %w", err)
	}
	return file, nil
}
