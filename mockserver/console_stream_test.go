package mockserver_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"casemock/mockserver"
)

// between stands before a server, as a proxy does, and can be told to let nothing through.
type between struct {
	server   atomic.Pointer[mockserver.Server]
	noStream bool
	down     atomic.Bool
}

func (b *between) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case b.down.Load():
		panic(http.ErrAbortHandler)
	case b.noStream && strings.HasSuffix(r.URL.Path, "/stream"):
		http.Error(w, "no streams here", http.StatusBadGateway)
	default:
		b.server.Load().ServeHTTP(w, r)
	}
}

// behind serves what is between, and gives a function that sends a request through it.
func behind(t *testing.T, b *between) (*httptest.Server, func(path string)) {
	t.Helper()
	b.server.Store(newServer(t))
	front := httptest.NewServer(b)
	t.Cleanup(front.Close)
	t.Cleanup(func() { b.server.Load().Close() }) // streams end before their server waits for them
	return front, func(path string) {
		t.Helper()
		request, err := http.NewRequest(http.MethodGet, front.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", mockserver.DefaultKey)
		response, err := front.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
	}
}

func withoutStream(t *testing.T, browser webBrowser) {
	front, get := behind(t, &between{noStream: true})
	get("/case/1001")
	p := openPage(t, browser, front.URL+mockserver.AdminPath,
		`document.querySelector('#connection')?.dataset.state === 'polling'`)
	p.wait(inList("/case/1001"))
	get("/case/1002")
	p.wait(inList("/case/1002"))
	p.wait(rows + " === 2")
}

func outlivesServer(t *testing.T, browser webBrowser) {
	b := &between{}
	front, get := behind(t, b)
	get("/case/1001")
	get("/case/1002")
	p := openPage(t, browser, front.URL+mockserver.AdminPath, live)
	p.wait(rows + " === 2")

	b.down.Store(true)
	b.server.Load().Close() // ends the stream
	p.wait(`document.querySelector('#connection').dataset.state === 'offline'`)
	b.server.Store(newServer(t))
	b.down.Store(false)
	get("/case/1003") // number 1 again, of another server
	p.wait(live)
	p.wait(inList("#1", "/case/1003"))
	p.wait(rows + " === 1")
}
