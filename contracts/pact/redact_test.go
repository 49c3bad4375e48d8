package pact

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts/crm"
	"casemock/contracts/redact"
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
			if strings.Contains(string(encoded), redact.Mark) {
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
