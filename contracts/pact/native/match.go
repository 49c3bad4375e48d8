package native

import (
	"encoding/json"
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

// Verdict is what Pact says about one interaction.
type Verdict struct {
	Verified   bool
	Mismatches []Mismatch
	Problem    string // why there was no answer to look at; empty where there was one
}

// Mismatch is one difference between an answer and what the contract expects.
type Mismatch struct {
	Kind   Kind   `json:"type"`
	Header string `json:"key"`  // its name; empty for other kinds
	Path   string `json:"path"` // in the body, as in $.a[0]; a property that is missing is told at its parent
	Text   string `json:"mismatch"`
}

// Kind is the part of an answer that differs.
type Kind string

// The kinds of mismatches that answers have.
const (
	Status   Kind = "StatusMismatch"
	Header   Kind = "HeaderMismatch"
	Body     Kind = "BodyMismatch"
	BodyType Kind = "BodyTypeMismatch" // the body is of another media type
)

// Match has Pact verify the contract, asking run for states and answers, and gives one verdict for each
// interaction in the contract's order.
func Match(contract *contract.Contract, run Runner) ([]Verdict, error) {
	bridge, err := openBridge(contract, run)
	if err != nil {
		return nil, err
	}
	defer bridge.close()
	file, err := written(marked(contract, bridge.secret))
	if err != nil {
		return nil, fmt.Errorf("writing the contract for the native library: %w", err)
	}
	defer func() { _ = os.Remove(file) }()
	results, err := verifyPact(file, bridge)
	if err != nil {
		return nil, fmt.Errorf("pact could not verify the contract: %w", err)
	}
	return verdicts(results, len(contract.Interactions))
}

// written writes a pact to a file, where the library reads it: no other user may.
func written(pact map[string]any) (string, error) {
	text, err := json.Marshal(pact)
	if err != nil {
		return "", err
	}
	file, err := os.CreateTemp("", "casepact-*.json")
	if err != nil {
		return "", err
	}
	_, err = file.Write(text)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return file.Name(), err
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
	Message    string     `json:"message"` // where there was no answer
	Mismatches []Mismatch `json:"mismatches"`
}

// verdicts puts them in the contract's order. One that is missing is an error, and so is none: Pact calls a
// run that verified nothing a success.
func verdicts(text []byte, count int) ([]Verdict, error) {
	var told results
	if err := json.Unmarshal(text, &told); err != nil {
		return nil, fmt.Errorf("reading what pact tells: %w", err)
	}
	if len(told.Interactions) == 0 && len(told.Errors) > 0 {
		return nil, fmt.Errorf("pact could not verify the contract: %s", told.Errors[0].Found.Message)
	}
	ordered := make([]Verdict, count)
	given := 0
	for _, one := range told.Interactions {
		var at int
		if _, err := fmt.Sscanf(one.ID, markFormat, &at); err != nil || at < 0 || at >= count {
			return nil, fmt.Errorf("pact gave a verdict about %q, which is no interaction", one.ID)
		}
		ordered[at] = Verdict{one.Result == "OK", one.Found.Mismatches, one.Found.Message}
		given++
	}
	if given == 0 || given != count {
		return nil, fmt.Errorf("pact verified %d of %d interactions", given, count)
	}
	return ordered, nil
}
