package target

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/transport"
)

// Preflight is the first contact: a few harmless requests with the key. What makes every further request
// pointless is said once, as a [*ContactError]. Otherwise it gives what the server's meta objects say.
func (c *Client) Preflight(ctx context.Context) (*Meta, error) {
	var met []*greeting
	for _, path := range preflightPaths() {
		greeting := &greeting{path: path, url: c.address(path)}
		if err := c.ask(ctx, greeting); err != nil {
			return nil, c.redactor.contact(err)
		}
		met = append(met, greeting)
	}
	if err := c.askAgain(ctx, met); err != nil {
		return nil, c.redactor.contact(err)
	}
	if err := c.refusal(met); err != nil {
		return nil, c.redactor.contact(err)
	}
	return learn(met), nil
}

// preflightPaths are the meta objects, in the order of [caseapi.ObjectTypes], and a case that
// cannot exist: a server that guards only what is there shows its login page nowhere else.
func preflightPaths() []string {
	var paths []string
	for _, object := range caseapi.ObjectTypes() {
		paths = append(paths, MetaPath(object))
	}
	return append(paths, "/case/"+rand.Text())
}

// MetaPath is where a server says which custom fields an object has.
func MetaPath(object caseapi.ObjectType) string { return "/meta/object/" + string(object) }

// greeting is one request of the first contact.
type greeting struct {
	path, url string
	got       *transport.Answer
	err       error // why there is no answer; nil with one
}

// ask sends the request. The error says that no request will get through; one that gets no answer
// is no more than that: what is wrong with a path need not be wrong with the server.
func (c *Client) ask(ctx context.Context, greeting *greeting) error {
	greeting.got, _, greeting.err = c.Do(ctx, c.Read(greeting.path))
	switch {
	case errors.Is(greeting.err, ErrBudget):
		return greeting.err
	case greeting.err != nil && (ctx.Err() != nil || neverConnects(greeting.err)):
		return c.connectionError(greeting.err)
	case greeting.err == nil && speaksTLS(greeting.got):
		return c.wrongScheme("http", "https", nil)
	}
	return nil
}

// askAgain asks patiently where it was not the server that answered: it may only just be starting.
func (c *Client) askAgain(ctx context.Context, met []*greeting) error {
	for _, greeting := range met {
		var err error
		asked := true
		c.Patience.Until(ctx, func() bool {
			if !asked {
				err = c.ask(ctx, greeting)
			}
			asked = false
			return err != nil || !greeting.mayPass()
		})
		if err != nil || greeting.mayPass() {
			return err // and the others will hardly be better
		}
	}
	return nil
}

// refusal recognises what all answers have in common.
func (c *Client) refusal(all []*greeting) error {
	met := slices.DeleteFunc(slices.Clone(all), func(g *greeting) bool { return g.got == nil })
	if len(met) == 0 {
		return c.connectionError(all[0].err)
	}
	first := met[0]
	switch {
	case every(met, (*greeting).redirects):
		return c.redirectError(first)
	case every(met, (*greeting).isGateway):
		return c.gatewayError(first)
	case every(met, (*greeting).isHTML):
		return &ContactError{Kind: NotTheAPI, Message: fmt.Sprintf(
			"%s answers with an HTML page%s instead of JSON: is this the base URL of the Case API, "+
				"and does it take the Authorization header?", c.ShownBase(), first.title())}
	case every(met, (*greeting).refusesKey):
		return c.keyError(first)
	}
	return nil
}

func (c *Client) keyError(met *greeting) error {
	message := fmt.Sprintf("%s answers %d to every request: the server does not accept the API key",
		c.ShownBase(), met.got.Status)
	if c.options.APIKey == "" {
		message = fmt.Sprintf("%s answers %d to every request, and no API key was given: "+
			"set --api-key or %s", c.ShownBase(), met.got.Status, c.options.KeyVariable)
	}
	return &ContactError{Kind: KeyRefused, Message: message}
}

func (c *Client) redirectError(met *greeting) error {
	to := met.got.Headers.Get("Location")
	if from, err := url.Parse(met.url); err == nil {
		if location, err := from.Parse(to); err == nil {
			to = location.String()
		}
	}
	return &ContactError{Kind: RedirectsAway, Message: fmt.Sprintf(
		"%s redirects every request to another address (%s), which is not followed: "+
			"give the address where the API itself is", c.ShownBase(), to)}
}

func every(met []*greeting, is func(*greeting) bool) bool {
	for _, greeting := range met {
		if !is(greeting) {
			return false
		}
	}
	return true
}

func (g *greeting) redirects() bool {
	return g.got.Status >= 300 && g.got.Status < 400 && g.got.Headers.Get("Location") != ""
}

func (g *greeting) refusesKey() bool {
	return g.got.Status == http.StatusUnauthorized || g.got.Status == http.StatusForbidden
}

func (g *greeting) isHTML() bool {
	start := strings.ToLower(strings.TrimSpace(string(g.got.Body[:min(len(g.got.Body), 512)])))
	return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html")
}

// title quotes the title of an HTML page, which mostly says what it is.
func (g *greeting) title() string {
	_, rest, found := bytes.Cut(g.got.Body, []byte("<title>"))
	title, _, closed := bytes.Cut(rest, []byte("</title>"))
	if !found || !closed || len(title) == 0 || len(title) > 80 {
		return ""
	}
	return fmt.Sprintf(" (%q)", strings.TrimSpace(string(title)))
}

// speaksTLS recognises what the usual servers say on a TLS port to a client that does not.
func speaksTLS(got *transport.Answer) bool {
	said := strings.ToLower(string(got.Body[:min(len(got.Body), 512)]))
	return got.Status == http.StatusBadRequest && strings.Contains(said, "http request") &&
		strings.Contains(said, "https")
}

func (c *Client) connectionError(err error) error {
	var record tls.RecordHeaderError
	var verification *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &record) || errors.Is(err, http.ErrSchemeMismatch):
		return c.wrongScheme("https", "http", err)
	case answersTLS(err):
		return c.wrongScheme("http", "https", err)
	case errors.As(err, &verification) || errors.As(err, &unknown) || errors.As(err, &name):
		return &ContactError{Kind: Untrusted, Err: err, Message: fmt.Sprintf(
			"the certificate of %s is not accepted (%v): give its authority with --ca-cert, "+
				"or --insecure to accept any", c.ShownBase(), err)}
	}
	return &ContactError{Kind: Unreachable, Err: err, Message: fmt.Sprintf(
		"%s cannot be reached: %s", c.ShownBase(), err)}
}

// answersTLS recognises a TLS alert where an answer should be.
func answersTLS(err error) bool {
	return strings.Contains(err.Error(), `malformed HTTP response "\x15\x03`)
}

// neverConnects reports whether an error is about the way to the server, which is the same for
// every request.
func neverConnects(err error) bool {
	var connection *net.OpError
	var record tls.RecordHeaderError
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &connection) && connection.Op == "dial" || errors.As(err, &record) ||
		errors.As(err, &certificate) || errors.Is(err, http.ErrSchemeMismatch) || answersTLS(err)
}

func (c *Client) wrongScheme(given, right string, err error) error {
	return &ContactError{Kind: WrongScheme, Err: err, Message: fmt.Sprintf(
		"%s speaks %s, not %s: write the URL with %s://", c.ShownBase(), right, given, right)}
}
