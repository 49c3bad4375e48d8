package target

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"

	"casemock/contracts/transport"
)

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
