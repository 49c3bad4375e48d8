package target

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/redact"
	"casemock/contracts/report"
	"casemock/contracts/transport"
)

const (
	// Bounds of what a report shows, in bytes: of a body or an address, of all headers of a message,
	// of one of them, and of a sentence.
	longestBody    = 64 << 10
	longestHeaders = 64 << 10
	longestHeader  = 8 << 10
	longestName    = 256
	longestText    = 16 << 10
)

// redactor writes down for people what was sent and answered, without what must not be seen. What
// is judged is never what it writes.
type redactor struct {
	*redact.Redactor
	key      string
	variable string // stands for the key, as in $CASEPACT_API_KEY
	near     []nearKey
}

// newRedactor knows the secrets that were given for a run.
func newRedactor(options *Options) *redactor {
	secrets := append([]string{options.APIKey}, redact.Credentials(options.URL)...)
	secrets = append(secrets, options.Secrets...)
	near := nearKeys(options.APIKey, options.KeyVariable)
	for _, wrong := range near {
		secrets = append(secrets, wrong.value)
	}
	return &redactor{redact.New(secrets...), options.APIKey, "$" + options.KeyVariable, near}
}

func (r *redactor) exchange(target string, call Call, got *transport.Answer, err error) *report.Exchange {
	exchange := &report.Exchange{
		Method:         call.Method,
		KeyVariable:    r.shownKey(call.Headers.Get(caseapi.AuthorizationHeader)),
		URL:            r.url(target),
		RequestHeaders: r.headers(call.Headers),
		RequestBody:    r.Cut(string(call.Body), longestBody),
	}
	if err != nil {
		exchange.Problem = r.text(err.Error())
	}
	if got != nil {
		exchange.Status = got.Status
		exchange.ResponseHeaders = r.headers(got.Headers)
		exchange.ResponseBody = r.body(got.Body)
	}
	return exchange
}

// contact is an error of the first contact as people may see it.
func (r *redactor) contact(err error) error {
	var met *ContactError
	if !errors.As(err, &met) {
		return err
	}
	return &ContactError{Kind: met.Kind, Message: r.text(met.Message), Err: met.Err}
}

func (r *redactor) url(target string) string { return r.Cut(r.URL(target), longestBody) }

// headers are the first of them, in the order of their names, as many as a report has room for.
func (r *redactor) headers(headers http.Header) http.Header {
	shown, size, left := http.Header{}, 0, 0
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		for _, value := range headers[name] {
			if size >= longestHeaders {
				left++
				continue
			}
			shownName, value := r.Cut(name, longestName), r.header(name, value)
			shown[shownName] = append(shown[shownName], value)
			size += len(shownName) + len(value)
		}
	}
	if left > 0 {
		shown[report.Unshown] = []string{fmt.Sprintf("%d more headers are not shown", left)}
	}
	return shown
}

// shownKey is how people see the accepted key, or the one that was sent where it is nearly that.
func (r *redactor) shownKey(sent string) string {
	for _, near := range r.near {
		if sent == near.value {
			return near.shown
		}
	}
	return r.variable
}

// header keeps a wrong key as it is: it is the point of the request.
func (r *redactor) header(name, value string) string {
	shownKey := r.shownKey(value)
	switch {
	case name == caseapi.AuthorizationHeader && (r.key != "" && value == r.key || shownKey != r.variable):
		return shownKey
	case name == "Set-Cookie" || name == "Cookie" || name == "Proxy-Authorization":
		return redact.Mark
	}
	return r.Cut(value, longestHeader)
}

// body copies no more of a large body than is shown of it.
func (r *redactor) body(body []byte) string {
	return r.Cut(string(body[:min(len(body), longestBody+r.Reach()+1)]), longestBody)
}

func (r *redactor) text(text string) string { return r.Cut(text, longestText) }

// Shown is a text without the secrets of the run, as messages and reports may show it.
func (c *Client) Shown(text string) string { return c.redactor.text(text) }
