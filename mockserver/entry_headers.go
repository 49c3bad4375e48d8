package mockserver

import (
	"net/http"
	"strings"

	"casemock/contracts"
)

// packedHeaders are the headers of a request or an answer as they are sent, a line for each value. The
// journal keeps them so, since a map of them takes three times the memory, and few entries are ever
// looked at.
type packedHeaders string

// packHeaders leaves of secrets what tells two of them apart and no more.
func packHeaders(headers http.Header) packedHeaders {
	size := 0
	for name, values := range headers {
		for _, value := range values {
			size += len(name) + len(": ") + len(value) + len("\n")
		}
	}
	var packed strings.Builder
	packed.Grow(size)
	for name, values := range headers {
		for _, value := range values {
			if isSecret(name) {
				value = redact(value)
			}
			packed.WriteString(name)
			packed.WriteString(": ")
			packed.WriteString(value)
			packed.WriteByte('\n') // which net/http lets stand in no header
		}
	}
	return packedHeaders(packed.String())
}

// isSecret tells whether the values of a header are nobody's business. The name is one of net/http's.
func isSecret(name string) bool {
	return name == contracts.AuthorizationHeader || name == "Proxy-Authorization" || name == "Cookie"
}

func (p packedHeaders) unpack() http.Header {
	headers := http.Header{}
	for line := range strings.Lines(string(p)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		headers[name] = append(headers[name], value)
	}
	return headers
}
