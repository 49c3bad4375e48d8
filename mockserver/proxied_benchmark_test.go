package mockserver_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"casemock/mockserver"
	"casemock/mockserver/proxy"
)

// BenchmarkProxied measures what judging takes besides passing, next to an answer of the sandbox: of lookups and
// updates of one case, without the client's connection.
func BenchmarkProxied(b *testing.B) {
	crm := httptest.NewServer(newServer(b))
	b.Cleanup(crm.Close)
	to, err := url.Parse(crm.URL)
	if err != nil {
		b.Fatal(err)
	}
	for name, handler := range map[string]http.Handler{
		"sandbox": newServer(b),
		"off":     newServer(b, mockserver.WithUpstream(proxy.Options{To: to, Judge: proxy.Off})),
		"report":  newServer(b, mockserver.WithUpstream(proxy.Options{To: to})),
	} {
		for _, method := range []string{http.MethodGet, http.MethodPatch} {
			b.Run(name+"/"+method, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					request := httptest.NewRequest(method, "/case/1001", strings.NewReader(usualUpdate))
					request.Header.Set("Authorization", mockserver.DefaultKey)
					request.Header.Set("Content-Type", "application/json")
					handler.ServeHTTP(httptest.NewRecorder(), request)
				}
			})
		}
	}
}
