package main

import (
	"os"

	"casemock/contracts"
	"casemock/fixtures"
	"casemock/fixtures/strictyaml"
)

// customFields reads the custom fields of cases and customers from a meta file; without one they are
// the built-in ones.
func customFields(meta string) (contracts.ObjectStructures, []strictyaml.Problem) {
	if meta == "" {
		return fixtures.DefaultStructures(), nil
	}
	data, err := os.ReadFile(meta)
	if err != nil {
		// strictyaml says in its own words why a file cannot be read.
		return contracts.ObjectStructures{}, strictyaml.ReadFile(meta).Problems()
	}
	return fixtures.LoadStructures(meta, data)
}
