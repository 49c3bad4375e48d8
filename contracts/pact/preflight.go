package pact

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

// preflight is the first contact: a few harmless requests with the key. What makes every further
// request pointless is said once, as a [*ContactError]. It also learns the server's own custom
// fields.
func (v *verification) preflight(ctx context.Context) error {
	var met []*greeting
	for _, path := range preflightPaths() {
		greeting := &greeting{path: path, url: v.client.target(path)}
		if err := v.ask(ctx, greeting); err != nil {
			return err
		}
		met = append(met, greeting)
	}
	if err := v.askAgain(ctx, met); err != nil {
		return err
	}
	v.learn(met)
	return v.refusal(met)
}

// preflightPaths are the meta objects, in the order of [caseapi.ObjectTypes], and a case that
// cannot exist: a server that guards only what is there shows its login page nowhere else.
func preflightPaths() []string {
	var paths []string
	for _, object := range caseapi.ObjectTypes() {
		paths = append(paths, metaPath(object))
	}
	return append(paths, "/case/"+rand.Text())
}

func metaPath(object caseapi.ObjectType) string { return "/meta/object/" + string(object) }

// greeting is one request of the first contact.
type greeting struct {
	path, url string
	got       *transport.Answer
	err       error // why there is no answer; nil with one
}

// ask sends the request. The error says that no request will get through; one that gets no answer
// is no more than that: what is wrong with a path need not be wrong with the server.
func (v *verification) ask(ctx context.Context, greeting *greeting) error {
	greeting.got, _, greeting.err = v.client.do(ctx, v.client.read(greeting.path))
	switch {
	case greeting.err != nil && (ctx.Err() != nil || neverConnects(greeting.err)):
		return v.connectionError(greeting.err)
	case greeting.err == nil && speaksTLS(greeting.got):
		return wrongScheme(v.client, "http", "https", nil)
	}
	return nil
}

// askAgain asks patiently where it was not the server that answered: it may only just be starting.
func (v *verification) askAgain(ctx context.Context, met []*greeting) error {
	for _, greeting := range met {
		var err error
		asked := true
		v.patiently(ctx, func() bool {
			if !asked {
				err = v.ask(ctx, greeting)
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
func (v *verification) refusal(all []*greeting) error {
	met := slices.DeleteFunc(slices.Clone(all), func(g *greeting) bool { return g.got == nil })
	if len(met) == 0 {
		return v.connectionError(all[0].err)
	}
	first := met[0]
	switch {
	case every(met, (*greeting).redirects):
		return v.redirectError(first)
	case every(met, (*greeting).isGateway):
		return v.gatewayError(first)
	case every(met, (*greeting).isHTML):
		return &ContactError{Kind: NotTheAPI, Message: fmt.Sprintf(
			"%s answers with an HTML page%s instead of JSON: is this the base URL of the Case API, "+
				"and does it take the Authorization header?", v.client.shownBase(), first.title())}
	case every(met, (*greeting).refusesKey):
		return v.keyError(first)
	}
	return nil
}

func (v *verification) keyError(met *greeting) error {
	message := fmt.Sprintf("%s answers %d to every request: the server does not accept the API key",
		v.client.shownBase(), met.got.Status)
	if v.client.key == "" {
		message = fmt.Sprintf("%s answers %d to every request, and no API key was given: "+
			"set --api-key or CASEPACT_API_KEY", v.client.shownBase(), met.got.Status)
	}
	return &ContactError{Kind: KeyRefused, Message: message}
}

func (v *verification) redirectError(met *greeting) error {
	to := met.got.Headers.Get("Location")
	if from, err := url.Parse(met.url); err == nil {
		if location, err := from.Parse(to); err == nil {
			to = location.String()
		}
	}
	return &ContactError{Kind: RedirectsAway, Message: fmt.Sprintf(
		"%s redirects every request to another address (%s), which a contract cannot follow: "+
			"give the address where the API itself is", v.client.shownBase(), to)}
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

func (v *verification) connectionError(err error) error {
	var record tls.RecordHeaderError
	var verification *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &record) || errors.Is(err, http.ErrSchemeMismatch):
		return wrongScheme(v.client, "https", "http", err)
	case answersTLS(err):
		return wrongScheme(v.client, "http", "https", err)
	case errors.As(err, &verification) || errors.As(err, &unknown) || errors.As(err, &name):
		return &ContactError{Kind: Untrusted, Err: err, Message: fmt.Sprintf(
			"the certificate of %s is not accepted (%v): give its authority with --ca-cert, "+
				"or --insecure to accept any", v.client.shownBase(), err)}
	}
	return &ContactError{Kind: Unreachable, Err: err, Message: fmt.Sprintf(
		"%s cannot be reached: %s", v.client.shownBase(), err)}
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

func wrongScheme(client *client, given, right string, err error) error {
	return &ContactError{Kind: WrongScheme, Err: err, Message: fmt.Sprintf(
		"%s speaks %s, not %s: write the URL with %s://", client.shownBase(), right, given, right)}
}
