package journal

import (
	"net/http"
	"strings"
)

// packedHeaders are the headers of a request or an answer as they are sent, a line for each value. The
// journal keeps them so, since a map of them takes three times the memory, and 2.5 µs more of the 33 that reading
// a case takes with its client (BenchmarkServe in mockserver); and few entries are ever looked at.
type packedHeaders string

// appendHeaders leaves of secrets what tells two of them apart and no more.
func appendHeaders(to []byte, headers http.Header) []byte {
	for name, values := range headers {
		for _, value := range values {
			if isSecret(name) {
				value = keptSecret(value)
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

// unpack gives the headers as they are shown.
func (p packedHeaders) unpack() http.Header {
	return p.read(func(secret string) string { shown, _ := splitSecret(secret); return shown })
}

// hashed gives the headers with the hashes of secrets, for comparing them.
func (p packedHeaders) hashed() http.Header {
	return p.read(func(secret string) string { _, hash := splitSecret(secret); return hash })
}

func (p packedHeaders) read(secret func(kept string) string) http.Header {
	headers := http.Header{}
	for line := range strings.Lines(string(p)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if isSecret(name) {
			value = secret(value)
		}
		headers[name] = append(headers[name], value)
	}
	return headers
}
