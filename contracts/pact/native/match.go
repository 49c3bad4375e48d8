package native

import (
	"fmt"
	"net/http"

	"casemock/contracts/pact/contract"
	"casemock/contracts/transport"
)

// Runner is what is asked for each interaction, by its position in the contract and one at a time: SetUp
// for each of its states, Answer, TearDown for each of its states.
type Runner interface {
	// SetUp brings a state about and returns its values, for the request. After an error the request is not sent.
	SetUp(interaction int, state string, params map[string]any) (map[string]any, error)
	// Answer sends the request to the server under test. An error breaks the connection to Pact.
	Answer(interaction int, request *http.Request) (*transport.Answer, error)
	// TearDown is asked even after a setup that failed, but for the one that did.
	TearDown(interaction int, state string, params map[string]any)
}

// Verdict is what Pact said about one interaction.
type Verdict struct {
	ID         string      `json:"interactionId"`
	Success    bool        `json:"success"`
	Mismatches []Mismatch  `json:"mismatches"`
	Exceptions []Exception `json:"exceptions"`
}

// Mismatch is one difference: Attribute is status, header or body, Identifier a header's name or a
// JSON path. A property that is missing is reported at its parent.
type Mismatch struct {
	Attribute   string `json:"attribute"`
	Identifier  string `json:"identifier"`
	Description string `json:"description"`
}

// Exception says that an interaction came to no answer.
type Exception struct {
	Message string `json:"message"`
}

// Match has Pact verify the contract, asking run for states and answers, and gives one verdict for
// each interaction in the contract's order.
func Match(contract *contract.Contract, run Runner) ([]Verdict, error) {
	bridge, err := openBridge(contract, run)
	if err != nil {
		return nil, err
	}
	defer bridge.close()
	problem := runNative(bridge)
	select {
	case results := <-bridge.results:
		return inOrder(results, len(contract.Interactions))
	default:
		return nil, fmt.Errorf("pact could not verify the contract: %w", problem)
	}
}

// inOrder puts the verdicts in the contract's order. One that is missing is an error: Pact calls a
// run that verified nothing a success.
func inOrder(results []Verdict, count int) ([]Verdict, error) {
	ordered := make([]Verdict, count)
	given := 0
	for _, result := range results {
		var at int
		if _, err := fmt.Sscanf(result.ID, markFormat, &at); err != nil || at >= count {
			return nil, fmt.Errorf("pact gave a verdict about %q, which is no interaction", result.ID)
		}
		ordered[at] = result
		given++
	}
	if given != count {
		return nil, fmt.Errorf("pact verified %d of %d interactions", given, count)
	}
	return ordered, nil
}
