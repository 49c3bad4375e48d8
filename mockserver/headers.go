package mockserver

import (
	"iter"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// promotedHeaders walks the headers that net/http takes out of a request's header map, since it keeps them as
// fields: to scenarios, templates and the journal they are headers like any other.
func promotedHeaders(r *http.Request) iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		length := ""
		if r.ContentLength > 0 && r.Header["Content-Length"] == nil {
			length = strconv.FormatInt(r.ContentLength, 10)
		}
		for _, header := range [...][2]string{
			{"Host", r.Host},
			{"Content-Length", length},
			{"Transfer-Encoding", strings.Join(r.TransferEncoding, ", ")},
			{"Trailer", strings.Join(slices.Sorted(maps.Keys(r.Trailer)), ", ")},
		} {
			if header[1] != "" && !yield(header[0], header[1]) {
				return
			}
		}
	}
}

// sentHeaders are the request's headers, all of them.
func sentHeaders(r *http.Request) http.Header {
	headers := maps.Clone(r.Header)
	if headers == nil {
		headers = http.Header{}
	}
	for name, value := range promotedHeaders(r) {
		headers[name] = []string{value}
	}
	return headers
}
