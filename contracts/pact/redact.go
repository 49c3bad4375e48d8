package pact

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"casemock/contracts/caseapi"
)

const (
	// keyVariable is written where the key was sent, so that a curl line works when it is set.
	keyVariable = "$CASEPACT_API_KEY"
	redacted    = "[redacted]"
	longestBody = 64 << 10 // bytes of a body in a report
	// shortestSecret bounds what is searched for in bodies: a key such as "1" is everywhere.
	shortestSecret = 4
)

// redactor writes exchanges down without what must not be seen.
type redactor struct{ key, password string }

func newRedactor(key string, base *url.URL) *redactor {
	password, _ := base.User.Password()
	return &redactor{key, password}
}

func (r *redactor) exchange(target string, call call, got *answer, err error) *Exchange {
	exchange := &Exchange{
		Method:         call.method,
		URL:            r.url(target),
		RequestHeaders: r.headers(call.headers),
		RequestBody:    r.body(call.body),
	}
	if err != nil {
		exchange.Problem = r.text(err.Error())
	}
	if got != nil {
		exchange.Status = got.status
		exchange.ResponseHeaders = r.headers(got.headers)
		exchange.ResponseBody = r.body(got.body)
	}
	return exchange
}

// finding takes out what an answer repeated of a secret.
func (r *redactor) finding(finding *Finding) {
	for _, text := range []*string{&finding.Message, &finding.Expected, &finding.Actual} {
		*text = r.text(*text)
	}
}

// answer is what Pact sees: it prints the bodies that it refuses.
func (r *redactor) answer(got *answer) *answer {
	return &answer{status: got.status, headers: r.headers(got.headers),
		body: []byte(r.text(string(got.body)))}
}

func (r *redactor) url(target string) string {
	parsed, err := url.Parse(target)
	if err != nil {
		return r.text(target)
	}
	parsed.User = nil
	return parsed.String()
}

func (r *redactor) headers(headers http.Header) http.Header {
	shown := headers.Clone()
	for name, values := range shown {
		for i, value := range values {
			values[i] = r.header(name, value)
		}
	}
	return shown
}

// header keeps a wrong key as it is: it is the point of the request.
func (r *redactor) header(name, value string) string {
	switch {
	case name == caseapi.AuthorizationHeader && r.key != "" && value == r.key:
		return keyVariable
	case name == "Set-Cookie" || name == "Cookie" || name == "Proxy-Authorization":
		return redacted
	}
	return r.text(value)
}

func (r *redactor) body(body []byte) string {
	if len(body) > longestBody {
		body = append(body[:longestBody:longestBody], "…"...)
	}
	if !utf8.Valid(body) {
		return r.text(strings.ToValidUTF8(string(body), "\uFFFD"))
	}
	return r.text(string(body))
}

func (r *redactor) text(text string) string {
	for _, secret := range []string{r.key, r.password} {
		if len(secret) >= shortestSecret {
			text = strings.ReplaceAll(text, secret, redacted)
		}
	}
	return text
}
