package broker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/pact/contract"
)

// Query says which pacts a broker is asked for. The zero value asks for the latest pact of each
// consumer of [Provider].
type Query struct {
	Provider  string // empty means [Provider]
	Selectors []Selector
	// Branch and Tags are those of the provider's version, by which the broker tells which pacts are
	// pending for it, and which are work in progress.
	Branch string
	Tags   []string
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

// Pact is a pact as a broker keeps it.
type Pact struct {
	// Contract is nil for a pact that could not be read; Problem then says why.
	Contract *contract.Contract
	Problem  error
	URL      string
	// Pending pacts are verified for information: their failure must not fail the provider's build.
	Pending bool
	// Notices are what the broker wants people to know about why this pact is to be verified.
	Notices []string

	after   []notice // for when it has been verified
	results *url.URL // where to publish; nil: nowhere
}

// Pacts fetches the pacts that a provider is to verify. One that cannot be read does not keep the
// others from being so.
func (b *Broker) Pacts(ctx context.Context, query Query) ([]*Pact, error) {
	if query.Provider == "" {
		query.Provider = contract.Provider
	}
	index, at, err := b.index(ctx)
	if err != nil {
		return nil, err
	}
	target, ok := index.link(at, pactsRelation, map[string]string{"provider": query.Provider})
	if !ok {
		return nil, fmt.Errorf("%s is no Pact broker: it has no link %s", shownURL(b.URL), pactsRelation)
	}
	var listed pactList
	if at, err = b.exchange(ctx, http.MethodPost, target, query.body(), &listed); err != nil {
		return nil, err
	}
	if len(listed.Embedded.Pacts) == 0 {
		return nil, fmt.Errorf("the broker has no pact for the provider %s to verify", query.Provider)
	}
	var pacts []*Pact
	for _, entry := range listed.Embedded.Pacts {
		pacts = append(pacts, b.listedPact(ctx, entry, at))
	}
	return pacts, ctx.Err()
}

// listedPact fetches a pact of a list, which stands at an address.
func (b *Broker) listedPact(ctx context.Context, entry pactEntry, list *url.URL) *Pact {
	pact := &Pact{URL: list.String(), Problem: errors.New("the broker does not say where it is")}
	if address, ok := entry.link(list, "self", nil); ok {
		pact = b.fetch(ctx, address)
	}
	pact.Pending = entry.Properties.Pending
	for _, one := range entry.Properties.Notices {
		if one.when == "" || one.when == "before_verification" {
			pact.Notices = append(pact.Notices, noticeTexts([]notice{one})...)
		} else {
			pact.after = append(pact.after, one)
		}
	}
	return pact
}

// NoticesAfter are what the broker wants people to know after a verification, such as that a pact
// stays pending until a success of it is published.
func (p *Pact) NoticesAfter(success, published bool) []string {
	when := fmt.Sprintf("after_verification:success_%t_published_%t", success, published)
	return noticeTexts(slices.DeleteFunc(slices.Clone(p.after), func(one notice) bool {
		return one.when != "after_verification" && one.when != when
	}))
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
	if len(q.Tags) > 0 {
		body["providerVersionTags"] = q.Tags
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
		Pending bool     `json:"pending"`
		Notices []notice `json:"notices"`
	} `json:"verificationProperties"`
}

// Pact fetches one pact by its address, which need not be one of the broker. A user and a password
// in it are credentials for its origin.
func (b *Broker) Pact(ctx context.Context, address string) (*Pact, error) {
	parsed, err := b.userAddress(address)
	if err != nil {
		return nil, err
	}
	pact := b.fetch(ctx, parsed)
	if pact.Problem != nil {
		return nil, pact.Problem
	}
	pact.URL, pact.Contract.Source = shownURL(address), shownURL(address)
	return pact, nil
}

func (b *Broker) fetch(ctx context.Context, address *url.URL) *Pact {
	pact := &Pact{URL: address.String()}
	var text json.RawMessage
	at, err := b.exchange(ctx, http.MethodGet, address, nil, &text)
	if err != nil {
		pact.Problem = err
		return pact
	}
	if pact.Contract, err = contract.ParseContract(text); err != nil {
		pact.Problem = fmt.Errorf("%s: %w", address, err)
		return pact
	}
	pact.Contract.Source = pact.URL
	var document halDocument
	if json.Unmarshal(text, &document) == nil {
		pact.results, _ = document.link(at, resultsRelation, nil)
	}
	return pact
}
