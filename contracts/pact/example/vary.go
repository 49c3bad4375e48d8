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

// OddKeys says which of the examples, varied already, are sent with another Authorization value than theirs: those
// with a wrong key, the first aside, with keys that are nearly the right one, and the first without a key with an
// empty value.
func OddKeys(interactions []*contract.Interaction, near []string) map[*contract.Interaction]string {
	odd, wrong, emptied := map[*contract.Interaction]string{}, 0, false
	for _, interaction := range interactions {
		switch {
		case !interaction.BuiltIn || interaction.Status != http.StatusUnauthorized:
		case interaction.SendsKey():
			if at := wrong % (len(near) + 1); at > 0 {
				odd[interaction] = near[at-1]
			}
			wrong++
		case !emptied:
			odd[interaction] = ""
			emptied = true
		}
	}
	return odd
}
