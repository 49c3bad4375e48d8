package caseapi_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casemock/contracts/caseapi"
)

// TestHeaderValuesArriveAsTheyAre sends what is said to be possible.
func TestHeaderValuesArriveAsTheyAre(t *testing.T) {
	t.Parallel()
	arrived := ""
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		arrived = r.Header.Get("X-Value")
	}))
	t.Cleanup(server.Close)
	for text, fine := range map[string]bool{"a": true, "a b": true, "schlüssel": true, "a:b/c,d": true, "": false,
		" a": false, "a ": false, "a\n": false, "a\r\nb": false, "a\tb": false, "a\x00": false, "\u00a0a": false} {
		if err := caseapi.CheckHeaderValue(text); (err == nil) != fine {
			t.Errorf("%q: %v", text, err)
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
