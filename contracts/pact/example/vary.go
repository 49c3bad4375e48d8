package example

import (
	"net/http"

	"casemock/contracts/pact/contract"
)

// MostWrongKeys bounds how many requests carry a wrong key in a run: servers lock a key, a user or
// an address out after a few. The other expectations of a 401 are met without a key.
const MostWrongKeys = 5

// Vary changes those built-in examples that a correct server could refuse for being sent once more: the
// interactions become copies. unlike makes a title that no other case has.
func Vary(interactions []*contract.Interaction, unlike func(title string) string) {
	var wrongKeys []int
	for i, interaction := range interactions {
		switch {
		case !interaction.BuiltIn:
		case interaction.Status == http.StatusUnauthorized && interaction.SendsKey():
			wrongKeys = append(wrongKeys, i)
		case interaction.Status == http.StatusCreated:
			interactions[i] = interaction.WithTitle(unlike)
		}
	}
	for n, i := range wrongKeys {
		// Those that keep theirs are spread over the operations.
		if n*MostWrongKeys%len(wrongKeys) >= MostWrongKeys {
			interactions[i] = interactions[i].WithoutKey()
		}
	}
}
