package record

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
)

// The bounds of what is searched for. What comes with more is not recorded.
const (
	mostSecrets   = 2000
	longestSecret = 8 << 10 // bytes
)

// secretName matches the names of headers, parameters and properties whose values are nobody's business.
var secretName = regexp.MustCompile(`(?i)(authorization|api[-_]?key|token|passw|secret|cookie|credential|session|` +
	`signature)|(^|[-_.])(auth|key|pwd|pin|sig|sid|jwt)$`)

// secretHint is what a body has at least that has such a property.
var secretHint = regexp.MustCompile(`(?i)(auth|key|token|passw|secret|cookie|credential|session|signature|pwd|pin|` +
	`sig|sid|jwt)[^"]*"\s*:`)

// pairs are secrets by what stands before them, in what is kept.
var pairs = regexp.MustCompile(`(?i)\b(authorization|api[-_]?key|[a-z_-]*token|passwo?r?d|secret|signature|sig|sid)` +
	`("?\s*[:=]\s*"?)([^\s"'&,;<>]{4,})`)

// bearers are credentials by how they look, in what is kept.
var bearers = regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?` +
	`|(?i:\b(bearer|basic))\s+[A-Za-z0-9+/=._~-]{8,}`)

func namesSecret(name string) bool { return secretName.MatchString(name) }

// secretsOf are the keys, cookies and tokens of an exchange.
func secretsOf(x Exchange) (secrets []string) {
	add := func(text string) {
		if text != "" {
			secrets = append(secrets, text)
		}
	}
	for _, headers := range []http.Header{x.Headers, x.AnswerHeaders} {
		for name, values := range headers {
			for _, value := range values {
				switch {
				case name == "Cookie":
					for pair := range strings.SplitSeq(value, ";") {
						add(cookieValue(pair))
					}
				case name == "Set-Cookie":
					pair, _, _ := strings.Cut(value, ";")
					add(cookieValue(pair))
				case namesSecret(name):
					add(value)
				}
			}
		}
	}
	query, _ := url.ParseQuery(x.Query) // what cannot be read, nobody has understood
	for name, values := range query {
		for _, value := range values {
			if namesSecret(name) {
				add(value)
			}
		}
	}
	return slices.Concat(secrets, secretsIn(x.Sent), secretsIn(x.Answer))
}

func cookieValue(pair string) string {
	_, value, _ := strings.Cut(pair, "=")
	return strings.Trim(strings.TrimSpace(value), `"`)
}

// secretsIn are the values of a body's properties that are called so.
func secretsIn(body []byte) (secrets []string) {
	if !secretHint.Match(body) {
		return nil
	}
	value, _ := caseapi.Decode(body)
	each(place{}, value, func(at place, value any) any {
		if text, isText := value.(string); isText && namesSecret(at.name) && text != "" {
			secrets = append(secrets, text)
		}
		return value
	})
	return secrets
}
