package target

import (
	"cmp"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/redact"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

// Options say which server, and how it is to be treated. URL is the only one that must be set.
type Options struct {
	// URL is the base of the server; the documented paths are appended to it.
	URL string
	// URLName is what errors call it, as in "--to"; empty: the URL.
	URLName string
	// APIKey is the Authorization value that is sent, verbatim; empty: none.
	APIKey string
	// Secrets must not be shown either, such as the credentials in the addresses of its helpers.
	Secrets []string

	// RootCAs are the accepted certificate authorities; nil means those of the system.
	RootCAs *x509.CertPool
	// Insecure accepts any certificate.
	Insecure bool
	// Transport sends the requests instead of the network, as [transport.InProcess] does; nil: the network.
	Transport http.RoundTripper

	// Timeout is how long one request may take, with the whole of its answer; 0 means
	// [transport.DefaultTimeout]. What a server asks to wait with Retry-After is not part of it.
	Timeout time.Duration
	// Rate is how many requests a second are sent at most; 0 means any number.
	Rate float64
	// Budget is how many requests are sent at most, tries again included; 0 means any number.
	Budget int
	// Patience is how long to ask again when what was just written does not show yet; 0 means
	// DefaultPatience, negative none.
	Patience time.Duration

	// UserAgent says who asks; empty: casemock.
	UserAgent string
	// KeyVariable is the environment variable from which the command takes the key, and from which a curl
	// line takes it; empty: CASEPACT_API_KEY.
	KeyVariable string
	// Now is the clock by which requests are timed; nil means time.Now.
	Now func() time.Time
}

// DefaultPatience is how long what was just written may take to show where nobody says otherwise.
const DefaultPatience = 3 * time.Second

// fillIn sets the defaults.
func (o *Options) fillIn() {
	o.Timeout = cmp.Or(o.Timeout, transport.DefaultTimeout)
	o.Patience = cmp.Or(o.Patience, DefaultPatience)
	o.URLName = cmp.Or(o.URLName, "the URL")
	o.UserAgent = cmp.Or(o.UserAgent, "casemock")
	o.KeyVariable = cmp.Or(o.KeyVariable, strings.TrimPrefix(report.KeyVariable, "$"))
	if o.Now == nil {
		o.Now = time.Now
	}
}

// parseURL reads the base of a server. A path, as in https://crm.example.com/api/v2, is kept. What the
// error says follows the name of the address in a sentence.
func parseURL(text string) (*url.URL, error) {
	base, err := url.Parse(text)
	switch {
	case caseapi.Unsendable(text) != "":
		return nil, fmt.Errorf("%q %s", text, caseapi.Unsendable(text))
	case err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https":
		return nil, fmt.Errorf("%q must begin with http:// or https:// "+
			"and name a host, as in http://127.0.0.1:8080", shownAddress(text))
	case base.RawQuery != "" || base.Fragment != "":
		return nil, fmt.Errorf("%q must have no query and no fragment", shownAddress(text))
	}
	// Escapes stay as they were written: a %2F is no slash.
	base.RawPath = strings.TrimSuffix(base.EscapedPath(), "/")
	base.Path, _ = url.PathUnescape(base.RawPath) // it was escaped rightly just now
	return base, nil
}

// shownAddress is one that a user gave, be it right or wrong.
func shownAddress(address string) string {
	return redact.New(redact.Credentials(address)...).Text(address)
}
