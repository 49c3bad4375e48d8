package pact

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

// keyed lets a server take another key than its own.
func keyed(key string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get("Authorization") {
		case key:
			r.Header.Set("Authorization", crm.Key)
		case crm.Key:
			r.Header.Set("Authorization", key)
		}
		next.ServeHTTP(w, r)
	})
}

// What is judged is the answer itself, be the key a word of it.
func TestAnOrdinaryKeyBreaksNoServer(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"open", "e", "1", "customerId", "application/json"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			report := verify(t, Options{ProviderURL: serve(t, keyed(key, crm.New())), APIKey: key})
			if counts := report.Counts(); counts.Broken > 0 || counts.Verified == 0 {
				t.Errorf("got %+v", counts)
			}
			encoded, err := json.Marshal(report)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(encoded), redacted) {
				t.Error("the report is shredded")
			}
		})
	}
}

func TestAReportHoldsTheKeyInNoSpelling(t *testing.T) {
	t.Parallel()
	const key, needle = "Bearer abc/DEF+ghi==longsecret", "longsecret"
	debugging := keyed(key, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path[:5] == "/meta" {
			crm.New().ServeHTTP(w, r)
			return
		}
		w.Header().Set("Location", "/login?key="+url.QueryEscape(key))
		w.Header().Set("X-Echo", url.PathEscape(key))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusInternalServerError)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": "debug", "message": strings.Repeat("x", 70) +
			strings.ReplaceAll(key, "/", `\/`)})
	}))
	report := verify(t, Options{ProviderURL: serve(t, debugging), APIKey: key, Only: []string{"lookupCase"}})
	encoded, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	if at := strings.Index(string(encoded), needle[:6]); at >= 0 {
		t.Errorf("…%s…", encoded[max(0, at-80):at+40])
	}
	if report.Counts().Broken == 0 {
		t.Error("nothing is broken")
	}
}

func TestContactErrorsHoldNoSecret(t *testing.T) {
	t.Parallel()
	const key = "Bearer a-long-secret"
	servers := map[string]http.HandlerFunc{
		"title": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<html><title>no key Bearer&#32;a-long-secret</title>"))
		},
		"location": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://login.example.com/?key="+url.QueryEscape(key), http.StatusFound)
		},
	}
	for name, handler := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Verify(t.Context(), Options{ProviderURL: serve(t, handler), APIKey: key})
			var contact *ContactError
			if !errors.As(err, &contact) || strings.Contains(err.Error(), "long-secret") {
				t.Errorf("got %v", err)
			}
		})
	}
	for _, address := range []string{"ftp://anna:pass-word@host",
		"http://anna:pass/word@host", "http://anna:pass-word@host/?a"} {
		_, err := Verify(t.Context(), Options{ProviderURL: address})
		if err == nil || strings.Contains(err.Error(), "word") {
			t.Errorf("got %v", err)
		}
	}
}

// A server can send ten megabytes of headers with each answer.
func TestHeadersAreCut(t *testing.T) {
	t.Parallel()
	huge := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Huge", strings.Repeat("x", 200<<10))
		for _, name := range strings.Split(strings.Repeat("y", 100), "") {
			w.Header().Add("X-Many", strings.Repeat(name, 2<<10))
		}
		crm.New().ServeHTTP(w, r)
	})
	report := verify(t, Options{ProviderURL: serve(t, huge), APIKey: crm.Key, Only: []string{"lookupCase"}})
	for _, result := range report.Results {
		if result.Exchange == nil {
			continue
		}
		size := 0
		for name, values := range result.Exchange.ResponseHeaders {
			size += len(name) + len(strings.Join(values, ""))
		}
		if size > longestHeaders+longestHeader+longestName {
			t.Errorf("%s shows %d bytes of headers", result.Description, size)
		}
		if result.Exchange.ResponseHeaders["…"] == nil {
			t.Errorf("%s does not say what is missing", result.Description)
		}
	}
}
