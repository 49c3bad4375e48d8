package contract

import (
	"bytes"
	"encoding/json"
	"fmt"

	"casemock/contracts/caseapi"
)

// The names of the two parties in the pact file.
const (
	Consumer = caseapi.Consumer
	Provider = caseapi.Provider
)

// Contract is a pact: what the consumer expects of the provider.
type Contract struct {
	Consumer, Provider string
	Interactions       []*Interaction
	Metadata           map[string]any
	// Source says where it comes from, as reports show it: a path or an address; empty for scenarios.
	Source string
}

// JSON writes the pact file as Pact's own tools do: members by name, indented by two spaces. Equal
// contracts are equal bytes.
func (c *Contract) JSON() []byte {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(c.Document()); err != nil {
		panic(fmt.Sprintf("contracts/pact: writing a contract: %v", err)) // it is made of JSON values
	}
	return buffer.Bytes()
}

// Document is the contract as a pact file has it.
func (c *Contract) Document() map[string]any {
	interactions := make([]any, len(c.Interactions))
	for i, interaction := range c.Interactions {
		interactions[i] = interaction.Document
	}
	return map[string]any{
		"consumer":     map[string]any{"name": c.Consumer},
		"provider":     map[string]any{"name": c.Provider},
		"interactions": interactions,
		"metadata":     c.Metadata,
	}
}
