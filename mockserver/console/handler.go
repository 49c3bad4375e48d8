package console

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"time"
)

// policy is what the page may do: use its own files and the admin API beside it, and nothing else. No
// other page can frame it, and no text can become markup or code.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
	"img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'"

// Handler serves the console: the page itself at the empty path (or /) and its files beneath console/.
// The caller strips the prefix, /__admin/, and guards it like the rest of the admin API. Files are
// read at the first request.
func Handler() http.Handler {
	return &handler{assets: sync.OnceValue(assets)}
}

type handler struct {
	assets func() map[string]asset
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "the console is read with GET", http.StatusMethodNotAllowed)
		return
	}
	found, ok := h.assets()[strings.TrimPrefix(r.URL.Path, "/")]
	if !ok {
		http.Error(w, "the console has no file at this path", http.StatusNotFound)
		return
	}
	found.serve(w, r)
}

// serve sends the file, or says that the browser's copy is still right: it asks each time, so that a
// new version of the server never meets an old page.
func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", a.contentType)
	header.Set("ETag", a.etag)
	header.Set("Cache-Control", "no-cache")
	header.Set("Content-Security-Policy", policy)
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.content))
}
