package caseapi_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
)

func TestUnsendable(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                 "",
		"Bearer abc":       "",
		"ключ\twith a tab": "",
		"key\n":            "ends with a line break",
		"key\r\n\n":        "ends with a line break",
		"\n":               "ends with a line break",
		"key\nX-Other: 1":  "has a line break in it",
		"\rkey":            "has a line break in it",
		"key\x00":          "has a control character in it",
		"\x1b[31mkey\n":    "has a control character in it",
		"key\x7f":          "has a control character in it",
		" key":             "begins or ends with a space",
		"key\t":            "begins or ends with a space",
	} {
		if got := caseapi.Unsendable(text); got != want {
			t.Errorf("%q %s, want %q", text, got, want)
		}
	}
}

// TestEachUnsendableLetterIsOne holds every ASCII letter to what net/http sends.
func TestEachUnsendableLetterIsOne(t *testing.T) {
	t.Parallel()
	transport := &http.Transport{}
	for letter := range rune(0x80) {
		request, err := http.NewRequest(http.MethodGet, "http://127.0.0.1:1", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Value", "a"+string(letter)+"b")
		_, err = transport.RoundTrip(request) //nolint:bodyclose // nobody answers
		refused := err != nil && err.Error() == `net/http: invalid header field value for "X-Value"`
		if (caseapi.Unsendable("a"+string(letter)+"b") != "") != refused {
			t.Errorf("%q: net/http says %v", letter, err)
		}
	}
}

// TestHeaderValuesArriveAsTheyAre sends what is said to be possible.
func TestHeaderValuesArriveAsTheyAre(t *testing.T) {
	t.Parallel()
	arrived := ""
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		arrived = r.Header.Get("X-Value")
	}))
	t.Cleanup(server.Close)
	for text, fine := range map[string]bool{"a": true, "a b": true, "schlüssel": true, "a:b/c,d": true, " \ta": false,
		" a": false, "a ": false, "a\n": false, "a\r\nb": false, "a\tb": true, "a\x00": false, "\u00a0a": false} {
		if problem := caseapi.Unsendable(text); (problem == "") != fine {
			t.Errorf("%q: %s", text, problem)
		}
		if !fine {
			continue
		}
		request, err := http.NewRequest(http.MethodGet, server.URL, strings.NewReader(""))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Value", text)
		response, err := server.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if arrived != text {
			t.Errorf("%q arrived as %q", text, arrived)
		}
	}
}
