package broker

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

// reply is what a broker answered, and where.
type reply struct {
	status  int
	headers http.Header
	body    []byte
	at      *url.URL
}

// exchange sends JSON, or nothing, and reads the answer into a value, unless that is nil. It says
// which address answered in the end.
func (b *Broker) exchange(
	ctx context.Context, method string, target *url.URL, body, into any,
) (*url.URL, error) {
	var encoded []byte
	if body != nil {
		var err error
		if encoded, err = json.Marshal(body); err != nil {
			return nil, fmt.Errorf("writing to the broker: %w", err)
		}
	}
	got, err := b.follow(ctx, method, target, encoded)
	if err != nil {
		return nil, err
	}
	if err := b.refusal(got); err != nil || into == nil {
		return got.at, err
	}
	if err := json.Unmarshal(got.body, into); err != nil {
		return nil, fmt.Errorf("%s answers no JSON: is it a Pact broker?", got.at)
	}
	return got.at, nil
}

const mostRedirects = 10

// follow sends a request again where it is sent on to, with its method and its body: as a GET it
// would be another request, which a broker may answer with success.
func (b *Broker) follow(
	ctx context.Context, method string, target *url.URL, body []byte,
) (*reply, error) {
	for range mostRedirects {
		got, err := b.send(ctx, method, target, body)
		if err != nil || !got.redirects() {
			return got, err
		}
		next, err := target.Parse(got.headers.Get("Location"))
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s redirects to an address that is none: %w", target, transport.PlainReason(err))
		case got.status == http.StatusSeeOther && method != http.MethodGet:
			return nil, fmt.Errorf("%s answers a %s with %d, which asks for a GET of %s instead: give the "+
				"address where the broker itself is", target, method, got.status, next.Redacted())
		}
		next.User, next.Fragment = nil, ""
		target = next
	}
	return nil, fmt.Errorf("%s: redirected more than %d times", target, mostRedirects)
}

func (r *reply) redirects() bool {
	switch r.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return r.headers.Get("Location") != ""
	}
	return false
}

func (b *Broker) send(
	ctx context.Context, method string, target *url.URL, body []byte,
) (*reply, error) {
	request, err := http.NewRequestWithContext(ctx, method, target.String(), bytes.NewReader(body))
	if err != nil || target.Host == "" {
		return nil, fmt.Errorf("the broker's address %q is wrong: it must name a host", target)
	}
	b.authenticate(request)
	request.Header.Set("Accept", "application/hal+json, application/json, application/problem+json")
	if method != http.MethodGet {
		request.Header.Set(report.ContentTypePart, contract.JSONType)
	}
	response, err := b.client().Do(request)
	if err != nil {
		return nil, fmt.Errorf("the broker %s cannot be reached: %w%s", target.Host, transport.PlainReason(err),
			trustRemedy(err))
	}
	defer func() { _ = response.Body.Close() }()
	answered, err := transport.ReadAnswer(response)
	if err != nil {
		return nil, fmt.Errorf("the broker %s: %w", target.Host, err)
	}
	return &reply{response.StatusCode, response.Header, answered, target}, nil
}

// client is ours to say what becomes of redirects, and waits where the broker asks for it.
func (b *Broker) client() *http.Client {
	client := http.Client{Timeout: transport.DefaultTimeout}
	if b.HTTP != nil {
		client = *b.HTTP
	}
	client.CheckRedirect = transport.NoRedirect
	return transport.Obliging(&client, nil)
}

// trustRemedy is what to do about a certificate that is not accepted.
func trustRemedy(err error) string {
	var untrusted *tls.CertificateVerificationError
	if !errors.As(err, &untrusted) {
		return ""
	}
	return ": give its authority with --ca-cert, or --insecure to accept any"
}

// refusal says what an answer that is no success means, with all that the broker says about it.
func (b *Broker) refusal(got *reply) error {
	switch {
	case got.status < http.StatusMultipleChoices:
		return nil
	case got.status == http.StatusUnauthorized || got.status == http.StatusForbidden:
		remedy := "give --broker-token, or --broker-username and --broker-password"
		if b.withheld[originOf(got.at)] {
			remedy = "it was sent no credentials, since they were given for another address"
		}
		return fmt.Errorf("the broker %s does not let us in (%d): %s%s", got.at.Host, got.status, remedy,
			said(got.body))
	case got.status == http.StatusNotFound:
		return fmt.Errorf("the broker has no %s%s", got.at, said(got.body))
	}
	return fmt.Errorf("the broker answers %s with %d%s", got.at, got.status, said(got.body))
}
