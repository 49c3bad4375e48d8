package pact

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"casemock/contracts/caseapi"
)

// greet is the first contact: a few harmless requests with the key. What makes every further
// request pointless is said once, as a [*ContactError]. It also learns the server's own custom
// fields.
func (v *verification) greet(ctx context.Context) error {
	v.known = map[caseapi.ObjectType]*caseapi.ObjectStructure{}
	var met []*greeting
	for _, path := range greetingPaths() {
		greeting, err := v.greetAt(ctx, path)
		if err != nil {
			return err
		}
		met = append(met, greeting)
	}
	for i, object := range caseapi.ObjectTypes() {
		v.known[object] = met[i].structure(object)
	}
	return v.refusal(met)
}

// greetingPaths are the meta objects, in the order of [caseapi.ObjectTypes], and a case that
// cannot exist: a server that guards only what is there shows its login page nowhere else.
func greetingPaths() []string {
	var paths []string
	for _, object := range caseapi.ObjectTypes() {
		paths = append(paths, metaPath(object))
	}
	return append(paths, "/case/"+rand.Text())
}

func metaPath(object caseapi.ObjectType) string { return "/meta/object/" + string(object) }

// greeting is one answer of the first contact.
type greeting struct {
	url string
	got *answer
}

func (v *verification) greetAt(ctx context.Context, path string) (*greeting, error) {
	got, _, err := v.client.do(ctx, v.client.read(path))
	if err != nil {
		return nil, v.connectionError(err)
	}
	if speaksTLS(got) {
		return nil, wrongScheme(v.client, "http", "https", nil)
	}
	return &greeting{v.client.target(path), got}, nil
}

// refusal recognises what all answers have in common.
func (v *verification) refusal(met []*greeting) error {
	first := met[0]
	switch {
	case every(met, (*greeting).redirects):
		return v.redirectError(first)
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
		v.client.shownBase(), met.got.status)
	if v.client.key == "" {
		message = fmt.Sprintf("%s answers %d to every request, and no API key was given: "+
			"set --api-key or CASEPACT_API_KEY", v.client.shownBase(), met.got.status)
	}
	return &ContactError{Kind: KeyRefused, Message: message}
}

func (v *verification) redirectError(met *greeting) error {
	to := met.got.headers.Get("Location")
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
	return g.got.status >= 300 && g.got.status < 400 && g.got.headers.Get("Location") != ""
}

func (g *greeting) refusesKey() bool {
	return g.got.status == http.StatusUnauthorized || g.got.status == http.StatusForbidden
}

func (g *greeting) isHTML() bool {
	start := strings.ToLower(strings.TrimSpace(string(g.got.body[:min(len(g.got.body), 512)])))
	return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html")
}

// title quotes the title of an HTML page, which mostly says what it is.
func (g *greeting) title() string {
	_, rest, found := bytes.Cut(g.got.body, []byte("<title>"))
	title, _, closed := bytes.Cut(rest, []byte("</title>"))
	if !found || !closed || len(title) == 0 || len(title) > 80 {
		return ""
	}
	return fmt.Sprintf(" (%q)", strings.TrimSpace(string(title)))
}

// structure reads a meta object; nil where there is none that can be read.
func (g *greeting) structure(object caseapi.ObjectType) *caseapi.ObjectStructure {
	if g.got.status != http.StatusOK {
		return nil
	}
	return readStructure(object, g.got.body)
}

// speaksTLS recognises what the usual servers say on a TLS port to a client that does not.
func speaksTLS(got *answer) bool {
	said := strings.ToLower(string(got.body[:min(len(got.body), 512)]))
	return got.status == http.StatusBadRequest && strings.Contains(said, "http request") &&
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
	case strings.Contains(err.Error(), `malformed HTTP response "\x15\x03`):
		return wrongScheme(v.client, "http", "https", err)
	case errors.As(err, &verification) || errors.As(err, &unknown) || errors.As(err, &name):
		return &ContactError{Kind: Untrusted, Err: err, Message: fmt.Sprintf(
			"the certificate of %s is not accepted (%v): give its authority with --ca-cert, "+
				"or --insecure to accept any", v.client.shownBase(), err)}
	}
	return &ContactError{Kind: Unreachable, Err: err, Message: fmt.Sprintf(
		"%s cannot be reached: %s", v.client.shownBase(), err)}
}

func wrongScheme(client *client, given, right string, err error) error {
	return &ContactError{Kind: WrongScheme, Err: err, Message: fmt.Sprintf(
		"%s speaks %s, not %s: write the URL with %s://", client.shownBase(), right, given, right)}
}
