package broker

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// Broker is a Pact broker, which keeps pacts and the results of their verification. It is talked
// to in HAL: every address but the first comes from a link, so a server decides whom a request goes
// to. Credentials go to the origin that they were given for, and to no other. A Broker is used by
// one goroutine at a time.
type Broker struct {
	// URL is the base of the broker. A user and a password in it are credentials for its origin.
	URL string
	// Token is sent as a bearer token. Without one, Username and Password are, if there are any.
	Token              string
	Username, Password string
	// Origin is an address for whose origin these were given; empty means URL.
	Origin string
	// HTTP sends the requests; nil means a client with half a minute for each request. Redirects are followed with
	// the method and the body, or refused, whatever it would do.
	HTTP *http.Client
	// Notify is told what people should know of though it is no error; nil: nobody is.
	Notify func(string)

	users    map[string]*url.Userinfo // that stood in addresses, by origin
	withheld map[string]bool          // origins that were sent no credentials although there are some
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

// link finds the address of a relation, with the values in the places of its template. It may be
// relative to that of the document. A user in it is left out: nobody but ours says who we are.
func (d halDocument) link(
	base *url.URL, relation string, values map[string]string,
) (*url.URL, bool) {
	var link struct {
		Href string `json:"href"`
	}
	if json.Unmarshal(d.Links[relation], &link) != nil || link.Href == "" {
		return nil, false
	}
	for name, value := range values {
		link.Href = strings.ReplaceAll(link.Href, "{"+name+"}", url.PathEscape(value))
	}
	address, err := base.Parse(link.Href)
	if err != nil {
		return nil, false
	}
	address.User = nil
	return address, true
}

// index is the broker's first page, and where it is.
func (b *Broker) index(ctx context.Context) (halDocument, *url.URL, error) {
	var index halDocument
	if b.URL == "" {
		return index, nil, errors.New("the address of the broker is missing: give --broker-url")
	}
	address, err := b.userAddress(strings.TrimSuffix(b.URL, "/") + "/")
	if err != nil {
		return index, nil, err
	}
	at, err := b.exchange(ctx, http.MethodGet, address, nil, &index)
	return index, at, err
}

// shownURL is an address as a message may show it: without a password.
func shownURL(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return "the broker" // what cannot be parsed cannot be redacted either
	}
	return parsed.Redacted()
}
