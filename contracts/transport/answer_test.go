package transport

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"casemock/contracts/report"
)

func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func ask(t *testing.T, client *http.Client, url string) (*Answer, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return Ask(client, request)
}

func TestAnAnswerIsDescribedInALine(t *testing.T) {
	t.Parallel()
	for want, answer := range map[string]Answer{
		"204":                  {Status: 204},
		"302 to /login: moved": {Status: 302, Headers: http.Header{"Location": {"/login"}}, Body: []byte("moved")},
		"500: a b c":           {Status: 500, Body: []byte(" a\n\tb\r\n c ")},
		"400: \ufffd":          {Status: 400, Body: []byte("\xff\xfe")},
		"400: é" + strings.Repeat("x", 119) + "…": {Status: 400, Body: []byte("é" + strings.Repeat("x", 200))},
	} {
		if got := answer.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for status, want := range map[int][2]bool{200: {true, false}, 299: {true, false}, 199: {}, 300: {}, 302: {},
		307: {false, true}, 308: {false, true}} {
		answer := Answer{Status: status}
		if got := [2]bool{answer.Succeeded(), answer.KeepsMethod()}; got != want {
			t.Errorf("%d: got %v", status, got)
		}
	}
}

// What is more than anybody judges leaves nothing to judge.
func TestWhatIsTooLargeIsNotJudged(t *testing.T) {
	t.Parallel()
	for says, handler := range map[string]http.HandlerFunc{
		"more than 16 MiB": func(w http.ResponseWriter, _ *http.Request) {
			for chunk := make([]byte, 1<<20); ; {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		},
		"headers of more than 1 MiB": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Large", strings.Repeat("x", 2*LargestHeader))
		},
	} {
		direct := &http.Transport{MaxResponseHeaderBytes: LargestHeader, DisableKeepAlives: true}
		client := &http.Client{Transport: direct}
		_, err := ask(t, client, serve(t, handler))
		if report.Unjudged(err) == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %s", err, says)
		}
	}
}

func TestAReasonRepeatsNoAddress(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	_, err := ask(t, http.DefaultClient, strings.Replace(server.URL, "http://", "http://anna:geheim@", 1))
	if err == nil || IsLate(err) || strings.Contains(err.Error(), "geheim") ||
		!strings.HasPrefix(err.Error(), "dial tcp") {
		t.Errorf("got %v", err)
	}
}

func TestALateAnswerSaysWhatAllowsMore(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]http.HandlerFunc{
		"none": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"the rest of it": func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write([]byte("so far"))
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		},
	} {
		client := Obliging(&http.Client{Timeout: 200 * time.Millisecond}, nil)
		_, err := ask(t, client, serve(t, handler))
		if !IsLate(err) || !strings.HasSuffix(err.Error(), "no answer in time; --timeout allows more") ||
			errors.Unwrap(err) == nil {
			t.Errorf("%s: got %v", name, err)
		}
		client.CloseIdleConnections()
	}
}

func TestAConnectionThatIsClosedIsSaidSo(t *testing.T) {
	t.Parallel()
	for want, written := range map[string]string{
		"the server closed the connection without an answer": "",
		"reading the answer: the server closed the connection before the end of its answer": "HTTP/1.1 200 OK\r\n" +
			"Content-Length: 9\r\n\r\nhalf",
	} {
		_, err := ask(t, http.DefaultClient, serve(t, func(w http.ResponseWriter, _ *http.Request) {
			connection, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				panic(err)
			}
			_, _ = connection.Write([]byte(written))
			_ = connection.Close()
		}))
		if err == nil || err.Error() != want || !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestARedirectIsAnAnswer(t *testing.T) {
	t.Parallel()
	client := &http.Client{CheckRedirect: NoRedirect}
	got, err := ask(t, client, serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	}))
	if err != nil || got.Status != http.StatusFound || got.Headers.Get("Location") != "/elsewhere" {
		t.Errorf("got %v, %v", got, err)
	}
}
