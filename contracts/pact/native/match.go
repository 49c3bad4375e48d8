package native

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"

	"casemock/contracts/pact/contract"
	"casemock/contracts/transport"
)

// Runner is what is asked for each interaction, by its position in the contract and one at a time: SetUp
// for each of its states, Answer, TearDown for each of its states.
type Runner interface {
	// SetUp brings a state about and returns its values. After an error the request is not sent, and nothing
	// is torn down.
	SetUp(interaction int, state string, params map[string]any) (map[string]any, error)
	// Answer sends the request to the server under test. An error is a verdict without an answer.
	Answer(interaction int, request *http.Request) (*transport.Answer, error)
	TearDown(interaction int, state string)
}

// Match has Pact verify the contract, asking run for states and answers, and gives what it says about each
// interaction in the contract's order.
func Match(pact *contract.Contract, run Runner) ([]contract.Matched, error) {
	bridge, err := openBridge(pact, run)
	if err != nil {
		return nil, err
	}
	defer bridge.close()
	file, err := os.CreateTemp("", "casepact-*.json") // no other user may read it
	if err != nil {
		return nil, fmt.Errorf("the native library takes the contract from a temporary file: %w", err)
	}
	defer func() { _ = os.Remove(file.Name()) }()
	if err := errors.Join(json.NewEncoder(file).Encode(marked(pact, bridge.secret)), file.Close()); err != nil {
		return nil, fmt.Errorf("writing the contract for the native library: %w", err)
	}
	results, err := verifyPact(file.Name(), bridge)
	if err != nil {
		return nil, fmt.Errorf("pact could not verify the contract: %w", err)
	}
	return inOrder(results, len(pact.Interactions))
}

// results are what the library tells in the end.
type results struct {
	Interactions []struct {
		ID     string  `json:"interactionId"`
		Result string  `json:"result"` // OK or Error
		Found  problem `json:"mismatch"`
	} `json:"interactionResults"`
	Errors []struct {
		Found problem `json:"mismatch"`
	} `json:"errors"`
}

type problem struct {
	Message    string              `json:"message"` // where there was no answer
	Mismatches []contract.Mismatch `json:"mismatches"`
}

// inOrder puts the results in the contract's order. One that is missing is an error, and so is none: Pact calls a
// run that verified nothing a success.
func inOrder(text []byte, count int) ([]contract.Matched, error) {
	var told results
	if err := json.Unmarshal(text, &told); err != nil {
		return nil, fmt.Errorf("reading what pact tells: %w", err)
	}
	if len(told.Interactions) == 0 && len(told.Errors) > 0 {
		return nil, fmt.Errorf("pact could not verify the contract: %s", told.Errors[0].Found.Message)
	}
	ordered := make([]contract.Matched, count)
	given := 0
	for _, one := range told.Interactions {
		var at int
		if _, err := fmt.Sscanf(one.ID, markFormat, &at); err != nil || at < 0 || at >= count {
			return nil, fmt.Errorf("pact gave a verdict about %q, which is no interaction", one.ID)
		}
		ordered[at] = contract.Matched{Holds: one.Result == "OK", Mismatches: one.Found.Mismatches,
			Problem: one.Found.Message}
		given++
	}
	if given == 0 || given != count {
		return nil, fmt.Errorf("pact verified %d of %d interactions", given, count)
	}
	return ordered, nil
}
