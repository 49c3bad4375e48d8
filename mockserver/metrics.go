package mockserver

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"casemock/contracts/caseapi"
	"casemock/mockserver/journal"
)

// telemetry counts requests for Prometheus. Its label sets are bounded by the table of operations, the
// rules and the statuses that scenarios can have.
type telemetry struct {
	families  []*family
	requested *family
	took      *family
	broken    *family
	requests  sync.Map // requestLabels to *metrics.Counter
	durations sync.Map // caseapi.OperationName to *metrics.PrometheusHistogram
}

// family is the metrics of one name.
type family struct {
	name, kind, help string
	set              *metrics.Set
}

// requestLabels tell the counters of requests apart.
type requestLabels struct {
	operation caseapi.OperationName
	status    int
	rule      Rule
}

func newTelemetry() *telemetry {
	t := &telemetry{}
	t.requested = t.add("casemock_requests_total", "counter",
		"Requests of the Case API by operation, status of the answer and the rule that decided it.")
	t.took = t.add("casemock_request_duration_seconds", "histogram",
		"Time from a request of the Case API to the end of its answer.")
	t.broken = t.add("casemock_violations_total", "counter",
		"What breaks the documents in exchanges with the real server, by operation and by who is to blame.")
	return t
}

// violation counts something that breaks the documents, which is rare.
func (t *telemetry) violation(operation caseapi.OperationName, side journal.Side) {
	t.broken.set.GetOrCreateCounter(fmt.Sprintf(`%s{operation=%q,side=%q}`, t.broken.name, operation, side)).Inc()
}

func (t *telemetry) add(name, kind, help string) *family {
	added := &family{name, kind, help, metrics.NewSet()}
	t.families = append(t.families, added)
	return added
}

// write writes the family in Prometheus' text format. The library's own metadata have no help, and are
// switched on for a whole process.
func (f *family) write(w io.Writer) {
	_, _ = fmt.Fprintf(w, "# HELP %[1]s %[2]s\n# TYPE %[1]s %[3]s\n", f.name, f.help, f.kind)
	f.set.WritePrometheus(w)
}

func (t *telemetry) count(request requestLabels, took time.Duration) {
	t.counter(request).Inc()
	t.histogram(request.operation).Update(took.Seconds())
}

// counter finds a counter by its labels. Writing its name anew for each request takes 1.7 µs of the 33 that reading
// a case takes with its client (BenchmarkServe).
func (t *telemetry) counter(labels requestLabels) *metrics.Counter {
	if found, ok := t.requests.Load(labels); ok {
		return found.(*metrics.Counter)
	}
	counter := t.requested.set.GetOrCreateCounter(fmt.Sprintf(
		`%s{operation=%q,status="%d",rule=%q}`, t.requested.name,
		shownOperation(labels.operation), labels.status, labels.rule))
	t.requests.Store(labels, counter)
	return counter
}

func (t *telemetry) histogram(operation caseapi.OperationName) *metrics.PrometheusHistogram {
	if found, ok := t.durations.Load(operation); ok {
		return found.(*metrics.PrometheusHistogram)
	}
	histogram := t.took.set.GetOrCreatePrometheusHistogram(fmt.Sprintf(
		`%s{operation=%q}`, t.took.name, shownOperation(operation)))
	t.durations.Store(operation, histogram)
	return histogram
}

// measure shows a number that somebody else keeps.
func (t *telemetry) measure(name, help string, now func() int64) {
	t.add(name, "gauge", help).set.NewGauge(name, func() float64 { return float64(now()) })
}

// shownOperation names requests for a path or a method that the API does not have.
func shownOperation(operation caseapi.OperationName) string {
	if operation == "" {
		return "none"
	}
	return string(operation)
}

// write writes all metrics in Prometheus' text format.
func (t *telemetry) write(w io.Writer) {
	for _, family := range t.families {
		family.write(w)
	}
}
