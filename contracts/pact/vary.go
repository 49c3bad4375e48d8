package pact

import (
	"net/http"

	"casemock/contracts/pact/contract"
)

// mostWrongKeys bounds how many requests carry a wrong key in a run: servers lock a key, a user or
// an address out after a few. The other expectations of a 401 are met without a key.
const mostWrongKeys = 5

// varyExamples changes those built-in examples that a correct server could refuse for being sent
// once more: the interactions become copies.
func (v *verification) varyExamples(interactions []*contract.Interaction) {
	var wrongKeys []int
	for i, interaction := range interactions {
		switch {
		case !interaction.BuiltIn:
		case interaction.Status == http.StatusUnauthorized && interaction.SendsKey():
			wrongKeys = append(wrongKeys, i)
		case interaction.Status == http.StatusCreated:
			interactions[i] = interaction.WithTitle(v.testData.Values.Unlike)
		}
	}
	for n, i := range wrongKeys {
		// Those that keep theirs are spread over the operations.
		if n*mostWrongKeys%len(wrongKeys) >= mostWrongKeys {
			interactions[i] = interactions[i].WithoutKey()
		}
	}
}
