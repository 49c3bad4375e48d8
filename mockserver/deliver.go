package mockserver

import (
	"maps"
	"net/http"
	"slices"
	"strings"
)

// deliver sends an answer in a way that surprises. Like write, it leaves the end to net/http.
func (a answer) deliver(w http.ResponseWriter) error {
	header, way := w.Header(), a.delivery
	if way.EarlyHints {
		header.Set("Link", `</style.css>; rel=preload; as=style`)
		w.WriteHeader(http.StatusEarlyHints)
		header.Del("Link")
	}
	if way.Close {
		header.Set("Connection", "close")
	}
	if way.LowerCase {
		w = lowerCaseNames{w}
	}
	a.writeHead(w)
	if !way.Chunked {
		return a.writeBody(lastApart{w})
	}
	return a.writeBody(&inPieces{to: w, first: way.CutAt})
}

// inPieces sends the head, and then the first bytes, apart from what follows.
type inPieces struct {
	to    http.ResponseWriter
	first int // bytes that are left of the first piece
}

func (p *inPieces) Write(data []byte) (written int, err error) {
	// A writer that cannot flush sends all at once, which is a way, too.
	_ = http.NewResponseController(p.to).Flush()
	if p.first > 0 && len(data) > p.first {
		if written, err = p.to.Write(data[:p.first]); err != nil {
			return written, err
		}
		_ = http.NewResponseController(p.to).Flush()
	}
	more, err := lastApart{p.to}.Write(data[written:])
	p.first = 0
	return written + more, err
}

// lowerCaseNames sends the names of headers in lower case. The journal sees them as ever.
type lowerCaseNames struct{ http.ResponseWriter }

// Unwrap is for [http.ResponseController].
func (w lowerCaseNames) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// lookedAt are headers that net/http looks for when it sends an answer, by the usual spelling.
var lookedAt = []string{"Connection", "Content-Length", "Date"}

func (w lowerCaseNames) WriteHeader(status int) {
	header := w.Header()
	usual := maps.Clone(header)
	for name, values := range usual {
		if !slices.Contains(lookedAt, name) {
			delete(header, name)
			header[strings.ToLower(name)] = values
		}
	}
	header["Content-Type"] = nil // net/http is not to guess one
	w.ResponseWriter.WriteHeader(status)
	clear(header)
	maps.Copy(header, usual)
}
