package journal

import (
	"bytes"
	"net/http"
	"sync"
)

// NewEntry writes all that an entry keeps of the request's first lines and of the headers into one piece of
// memory: a journal has thousands of them, which the garbage collector looks at again and again. The promoted
// headers are those that net/http keeps as fields of the request, by name and value; one without a value was not
// sent. Of the request's body, the entry knows nothing yet: see [Entry.KeepBody].
func NewEntry(r *http.Request, promoted [4][2]string, sent http.Header, answered Answer) *Entry {
	buffer := texts.Get().(*[]byte)
	defer texts.Put(buffer)
	written := append((*buffer)[:0], r.Method...)
	method := len(written)
	written = append(written, r.URL.EscapedPath()...)
	path := len(written)
	written = append(written, r.URL.RawQuery...)
	query := len(written)
	written = appendHeaders(written, r.Header)
	for _, header := range promoted {
		if name, value := header[0], header[1]; value != "" {
			written = appendHeader(written, name, value)
		}
	}
	headers := len(written)
	written = appendHeaders(written, sent)
	*buffer = written
	text := string(written)
	answered.headers = packedHeaders(text[headers:])
	return &Entry{
		Method:  text[:method],
		Path:    text[method:path],
		Query:   text[path:query],
		headers: packedHeaders(text[query:headers]),
		// Nobody reads the body of most requests.
		bodyCut:  r.ContentLength != 0,
		bodySize: r.ContentLength,
		Answer:   answered,
	}
}

// KeepBody keeps the request's body, cut to [KeptBody] bytes. It is not whole when not all of it could be read.
func (e *Entry) KeepBody(body []byte, whole bool) {
	e.Body, e.bodyCut = kept(body), !whole || len(body) > KeptBody
	if whole {
		e.bodySize = int64(len(body))
	}
}

// texts are what [NewEntry] writes into.
var texts = sync.Pool{New: func() any { return new([]byte) }}

// kept is a body cut to what the journal keeps. The copy lets go of the rest.
func kept(body []byte) []byte {
	if len(body) > KeptBody {
		return bytes.Clone(body[:KeptBody])
	}
	return body
}
