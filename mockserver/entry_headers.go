package mockserver

import (
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
)

// packedHeaders are the headers of a request or an answer as they are sent, a line for each value. The
// journal keeps them so, since a map of them takes three times the memory, and few entries are ever
// looked at.
type packedHeaders string

// appendHeaders leaves of secrets what tells two of them apart and no more.
func appendHeaders(to []byte, headers http.Header) []byte {
	for name, values := range headers {
		for _, value := range values {
			if isSecret(name) {
				value = redact(value)
			}
			to = appendHeader(to, name, value)
		}
	}
	return to
}

func appendHeader(to []byte, name, value string) []byte {
	to = append(to, name...)
	to = append(to, ": "...)
	to = append(to, value...)
	return append(to, '\n') // which net/http lets stand in no header
}

// isSecret tells whether the values of a header are nobody's business. The name is one of net/http's.
func isSecret(name string) bool {
	return name == caseapi.AuthorizationHeader || name == "Proxy-Authorization" || name == "Cookie"
}

func (p packedHeaders) unpack() http.Header {
	headers := http.Header{}
	for line := range strings.Lines(string(p)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		headers[name] = append(headers[name], value)
	}
	return headers
}
