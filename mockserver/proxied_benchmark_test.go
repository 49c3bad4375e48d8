//go:build unix

package mockserver_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"casemock/mockserver"
	"casemock/mockserver/proxy"
)

// BenchmarkProxied measures what judging takes besides passing, in processor time, next to an answer of the sandbox
// without the client's connection: of one lookup again and again, of lookups that show something new each time, and
// of updates. An answer is held for its verdict; so the difference between report and off is the price.
func BenchmarkProxied(b *testing.B) {
	crm := httptest.NewServer(crmOfBenchmark())
	b.Cleanup(crm.Close)
	to, err := url.Parse(crm.URL)
	if err != nil {
		b.Fatal(err)
	}
	for name, handler := range map[string]http.Handler{
		"sandbox": newServer(b),
		"off":     newServer(b, mockserver.WithUpstream(proxy.Options{To: to, Judge: proxy.Off})),
		"report":  newServer(b, mockserver.WithUpstream(proxy.Options{To: to})),
		"drift":   newServer(b, mockserver.WithUpstream(proxy.Options{To: to}), mockserver.WithDrift()),
	} {
		for what, call := range map[string][2]string{
			"again": {http.MethodGet, "/case/1001"}, "new": {http.MethodGet, "/case/1002"},
			"update": {http.MethodPatch, "/case/1003"},
		} {
			b.Run(name+"/"+what, func(b *testing.B) {
				b.ReportAllocs()
				before := processorTime()
				for b.Loop() {
					request := httptest.NewRequest(call[0], call[1], strings.NewReader(usualUpdate))
					request.Header.Set("Authorization", mockserver.DefaultKey)
					request.Header.Set("Content-Type", "application/json")
					handler.ServeHTTP(httptest.NewRecorder(), request)
				}
				b.ReportMetric(float64(processorTime()-before)/float64(b.N), "cpu-ns/op")
			})
		}
	}
}

// crmOfBenchmark answers as fast as can be, so that little else is measured. The case 1002 is updated all the time.
func crmOfBenchmark() http.Handler {
	shown := func(id string, at time.Time) string {
		return fmt.Sprintf(`{"id":"%s","number":"00001001","customerId":"C-1001","title":"Parcel never arrived",`+
			`"description":"Hello, my parcel has never arrived. What now?","url":"https://crm.example.com/case/1",`+
			`"lastUpdated":"%s","created":"2020-05-01T12:00:00.000Z","status":"open","interactions":[%s]}`, id,
			at.UTC().Format(time.RFC3339Nano), post1)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		id, at := strings.TrimPrefix(r.URL.Path, "/case/"), noon
		if id == "1002" {
			at = time.Now()
		}
		if r.Method == http.MethodPatch {
			w.WriteHeader(http.StatusCreated)
		}
		_, _ = w.Write([]byte(shown(id, at)))
	})
}

// processorTime is what this process has used so far.
func processorTime() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used) // which cannot fail for the process itself
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
