package mockserver

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// promotedHeaders are the names and values of headers that net/http takes out of a request's header map, since it
// keeps them as fields: to scenarios, templates and the journal they are headers like any other. One without a
// value was not sent.
func promotedHeaders(r *http.Request) [4][2]string {
	length := ""
	if r.ContentLength > 0 && r.Header["Content-Length"] == nil {
		length = strconv.FormatInt(r.ContentLength, 10)
	}
	return [...][2]string{
		{"Host", r.Host},
		{"Content-Length", length},
		{"Transfer-Encoding", strings.Join(r.TransferEncoding, ", ")},
		{"Trailer", strings.Join(slices.Sorted(maps.Keys(r.Trailer)), ", ")},
	}
}

// sentHeaders are the request's headers, all of them.
func sentHeaders(r *http.Request) http.Header {
	headers := maps.Clone(r.Header)
	if headers == nil {
		headers = http.Header{}
	}
	for _, header := range promotedHeaders(r) {
		if name, value := header[0], header[1]; value != "" {
			headers[name] = []string{value}
		}
	}
	return headers
}
