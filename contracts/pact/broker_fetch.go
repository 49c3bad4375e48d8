package pact

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Query says which pacts a broker is asked for. The zero value asks for the latest pact of each
// consumer of [Provider].
type Query struct {
	Provider  string // empty means [Provider]
	Selectors []Selector
	// Branch is the provider's, by which the broker tells which pacts are pending for it.
	Branch string
	// Pending asks for the pending status, and WIPSince, a date, for work in progress since then.
	Pending  bool
	WIPSince string
}

// Selector selects consumer versions, in the broker's own words: {"mainBranch": true}.
type Selector map[string]any

// ParseSelector reads a selector: JSON as the broker takes it, or its only member, as in
// mainBranch, deployedOrReleased, branch=main, environment=production.
func ParseSelector(text string) (Selector, error) {
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		var selector Selector
		if err := json.Unmarshal([]byte(text), &selector); err != nil {
			return nil, fmt.Errorf("the selector %s is not JSON: %w", text, err)
		}
		return selector, nil
	}
	name, value, hasValue := strings.Cut(text, "=")
	switch name {
	case "mainBranch", "matchingBranch", "deployed", "released", "deployedOrReleased", "latest":
		if !hasValue {
			return Selector{name: true}, nil
		}
	case "branch", "fallbackBranch", "tag", "fallbackTag", "environment", "consumer":
		if hasValue && value != "" {
			return Selector{name: value}, nil
		}
	}
	return nil, fmt.Errorf("the selector %q must be mainBranch, deployedOrReleased, branch=NAME, "+
		"environment=NAME, tag=NAME or a JSON object", text)
}

// BrokerPact is a pact as a broker keeps it.
type BrokerPact struct {
	Contract *Contract
	URL      string
	// Pending pacts are verified for information: their failure must not fail the provider's build.
	Pending bool
	// Notices are what the broker wants people to know about why this pact is to be verified.
	Notices []string

	results string // where to publish; empty: nowhere
}

// Pacts fetches the pacts that a provider is to verify.
func (b *Broker) Pacts(ctx context.Context, query Query) ([]*BrokerPact, error) {
	if query.Provider == "" {
		query.Provider = Provider
	}
	index, err := b.index(ctx)
	if err != nil {
		return nil, err
	}
	target, ok := index.link(pactsRelation, map[string]string{"provider": query.Provider})
	if !ok {
		return nil, fmt.Errorf("%s is no Pact broker: it has no link %s", shownURL(b.URL), pactsRelation)
	}
	var listed pactList
	if err := b.exchange(ctx, http.MethodPost, target, query.body(), &listed); err != nil {
		return nil, err
	}
	if len(listed.Embedded.Pacts) == 0 {
		return nil, fmt.Errorf("the broker has no pact for the provider %s to verify", query.Provider)
	}
	var pacts []*BrokerPact
	for _, entry := range listed.Embedded.Pacts {
		pact, err := b.Pact(ctx, entry.address())
		if err != nil {
			return nil, err
		}
		pact.Pending = entry.Properties.Pending
		for _, notice := range entry.Properties.Notices {
			if notice.When == "" || notice.When == "before_verification" {
				pact.Notices = append(pact.Notices, notice.Text)
			}
		}
		pacts = append(pacts, pact)
	}
	return pacts, nil
}

func (q Query) body() map[string]any {
	selectors := q.Selectors
	if selectors == nil {
		selectors = []Selector{}
	}
	body := map[string]any{"consumerVersionSelectors": selectors, "includePendingStatus": q.Pending}
	if q.Branch != "" {
		body["providerVersionBranch"] = q.Branch
	}
	if q.WIPSince != "" {
		body["includeWipPactsSince"] = q.WIPSince
	}
	return body
}

// pactList is a broker's answer to the question which pacts are to be verified.
type pactList struct {
	Embedded struct {
		Pacts []pactEntry `json:"pacts"`
	} `json:"_embedded"`
}

type pactEntry struct {
	halDocument
	Properties struct {
		Pending bool `json:"pending"`
		Notices []struct{ When, Text string }
	} `json:"verificationProperties"`
}

func (e pactEntry) address() string {
	address, _ := e.link("self", nil)
	return address
}

// Pact fetches one pact by its address, which need not be one of a broker.
func (b *Broker) Pact(ctx context.Context, address string) (*BrokerPact, error) {
	var text json.RawMessage
	if err := b.exchange(ctx, http.MethodGet, address, nil, &text); err != nil {
		return nil, err
	}
	contract, err := ParseContract(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	contract.Source = address
	pact := &BrokerPact{Contract: contract, URL: address}
	var document halDocument
	if json.Unmarshal(text, &document) == nil {
		pact.results, _ = document.link(resultsRelation, nil)
	}
	return pact, nil
}
