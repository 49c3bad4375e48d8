package mockserver

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"casemock/contracts/caseapi"
)

// telemetry counts requests for Prometheus. Its label sets are bounded by the table of operations, the
// rules and the statuses that scenarios can have.
type telemetry struct {
	set       *metrics.Set
	requests  sync.Map // requestLabels to *metrics.Counter
	durations sync.Map // caseapi.OperationName to *metrics.PrometheusHistogram
}

// requestLabels tell the counters of requests apart.
type requestLabels struct {
	operation caseapi.OperationName
	status    int
	rule      Rule
}

func newTelemetry() *telemetry { return &telemetry{set: metrics.NewSet()} }

func (t *telemetry) count(request requestLabels, took time.Duration) {
	t.counter(request).Inc()
	t.histogram(request.operation).Update(took.Seconds())
}

// counter finds a counter by its labels. Writing its name anew for each request would cost more than
// the rest of an answer's bookkeeping.
func (t *telemetry) counter(labels requestLabels) *metrics.Counter {
	if found, ok := t.requests.Load(labels); ok {
		return found.(*metrics.Counter)
	}
	counter := t.set.GetOrCreateCounter(fmt.Sprintf(
		`casemock_requests_total{operation=%q,status="%d",rule=%q}`,
		shownOperation(labels.operation), labels.status, labels.rule))
	t.requests.Store(labels, counter)
	return counter
}

func (t *telemetry) histogram(operation caseapi.OperationName) *metrics.PrometheusHistogram {
	if found, ok := t.durations.Load(operation); ok {
		return found.(*metrics.PrometheusHistogram)
	}
	histogram := t.set.GetOrCreatePrometheusHistogram(fmt.Sprintf(
		`casemock_request_duration_seconds{operation=%q}`, shownOperation(operation)))
	t.durations.Store(operation, histogram)
	return histogram
}

// measure shows a number that somebody else keeps.
func (t *telemetry) measure(name string, now func() int64) {
	t.set.NewGauge(name, func() float64 { return float64(now()) })
}

// shownOperation names requests for a path or a method that the API does not have.
func shownOperation(operation caseapi.OperationName) string {
	if operation == "" {
		return "none"
	}
	return string(operation)
}

func serveMetrics(w http.ResponseWriter, r *adminRequest) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	r.server.telemetry.set.WritePrometheus(w)
}
