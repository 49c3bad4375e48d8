package caseapi_test

import (
	"net/http"
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
