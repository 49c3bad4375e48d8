package pact

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Broker is a Pact broker, which keeps pacts and the results of their verification. It is talked
// to in HAL: every address but the first comes from a link.
type Broker struct {
	// URL is the base of the broker.
	URL string
	// Token is sent as a bearer token. Without one, Username and Password are, if there are any.
	Token              string
	Username, Password string
	// HTTP sends the requests; nil means a client with [DefaultTimeout].
	HTTP *http.Client
}

// Version names a version of an application, as the broker keeps it.
type Version struct {
	Number   string   // required; best the hash of a commit
	Branch   string   // empty: none
	Tags     []string // the broker's older way to say branch and environment
	BuildURL string   // of the CI run; empty: none
}

// The link relations of a broker that are used here.
const (
	pactsRelation         = "pb:provider-pacts-for-verification"
	contractsRelation     = "pb:publish-contracts"
	resultsRelation       = "pb:publish-verification-results"
	branchVersionRelation = "pb:pacticipant-branch-version"
	versionTagRelation    = "pb:pacticipant-version-tag"
)

type halDocument struct {
	Links map[string]json.RawMessage `json:"_links"`
}

// link finds the address of a relation, with the values in the places of its template.
func (d halDocument) link(relation string, values map[string]string) (string, bool) {
	var link struct {
		Href string `json:"href"`
	}
	if json.Unmarshal(d.Links[relation], &link) != nil || link.Href == "" {
		return "", false
	}
	for name, value := range values {
		link.Href = strings.ReplaceAll(link.Href, "{"+name+"}", url.PathEscape(value))
	}
	return link.Href, true
}

func (b *Broker) index(ctx context.Context) (halDocument, error) {
	var index halDocument
	err := b.exchange(ctx, http.MethodGet, strings.TrimSuffix(b.URL, "/")+"/", nil, &index)
	return index, err
}

// exchange sends JSON, or nothing, and reads the answer into a value, unless that is nil.
func (b *Broker) exchange(ctx context.Context, method, target string, body, into any) error {
	var encoded []byte
	if body != nil {
		var err error
		if encoded, err = json.Marshal(body); err != nil {
			return fmt.Errorf("writing to the broker: %w", err)
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, target, bytes.NewReader(encoded))
	if err != nil {
		return fmt.Errorf("the broker's address %q is wrong: %w", target, plainReason(err))
	}
	b.authenticate(request)
	request.Header.Set("Accept", "application/hal+json, application/json")
	if method != http.MethodGet {
		request.Header.Set(contentTypePart, jsonType)
	}
	status, answer, err := roundTrip(b.client(), request)
	if err != nil {
		return fmt.Errorf("the broker %s cannot be reached: %w", request.URL.Host, err)
	}
	if err := b.refusal(status, request.URL, answer); err != nil || into == nil {
		return err
	}
	if err := json.Unmarshal(answer, into); err != nil {
		return fmt.Errorf("%s answers no JSON: is it a Pact broker?", request.URL.Redacted())
	}
	return nil
}

func (b *Broker) client() *http.Client {
	if b.HTTP != nil {
		return b.HTTP
	}
	return &http.Client{Timeout: DefaultTimeout}
}

func (b *Broker) authenticate(request *http.Request) {
	switch {
	case b.Token != "":
		request.Header.Set("Authorization", "Bearer "+b.Token)
	case b.Username != "":
		request.SetBasicAuth(b.Username, b.Password)
	}
}

// refusal says what an answer that is no success means.
func (b *Broker) refusal(status int, target *url.URL, answer []byte) error {
	switch {
	case status < http.StatusMultipleChoices:
		return nil
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return fmt.Errorf("the broker %s does not let us in (%d): give --broker-token, or "+
			"--broker-username and --broker-password", target.Host, status)
	case status == http.StatusNotFound:
		return fmt.Errorf("the broker has no %s", target.Redacted())
	}
	return fmt.Errorf("the broker answers %s with %d%s", target.Redacted(), status, excerpt(answer))
}

// shownURL is an address as a message may show it: without a password.
func shownURL(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return "the broker" // what cannot be parsed cannot be redacted either
	}
	return parsed.Redacted()
}
