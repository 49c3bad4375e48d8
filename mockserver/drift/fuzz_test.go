package drift_test

import (
	"net/http"
	"testing"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/mockserver/drift"
	"casemock/mockserver/proxy"
)

// FuzzCompare takes bodies and findings of any kind: it may have nothing to say of them, and must not panic.
func FuzzCompare(f *testing.F) {
	const kase = `{"id": "1", "number": "1", "customerId": "C", "title": "x", "description": "", "url": "u:1",
		"lastUpdated": "2024-05-01T09:30:00Z", "created": "2024-05-01T09:30:00Z", "status": "open",
		"interactions": [{"service": "a", "serviceId": "1"}]}`
	f.Add(0, "1", `{"title": "x"}`, 201, kase, "interactions[0].author.handle")
	f.Add(1, "", `{"title": "x", "customerId": "C"}`, 201, kase, "title")
	f.Add(3, "C", ``, 200, "["+kase+", null, 7]", "[0].title")
	f.Add(2, "1", `null`, 200, `{"id": 7, "custom": {}}`, "custom")
	f.Add(8, "", `{"mail": null}`, 200, `[{"id": "7"}, {"id": "7"}]`, "[9999999999999999999].id")
	f.Fuzz(func(t *testing.T, operation int, id, sent string, status int, answer, path string) {
		operations := caseapi.Operations()
		call := proxy.Call{Operation: operations[uint(operation)%uint(len(operations))], Path: map[string]string{},
			Request: &http.Request{Header: http.Header{"Authorization": {"key"}, "Content-Type": {"application/json"}}}}
		for _, name := range call.Operation.PathParameters() {
			call.Path[name] = id
		}
		outcome := proxy.Outcome{Status: status, Sent: proxy.Body{Bytes: []byte(sent), Whole: true},
			Answer:   proxy.Body{Bytes: []byte(answer), Whole: true},
			Findings: []report.Finding{{RuleID: "r", Path: path, Actual: answer}}}
		api := caseapi.New(caseapi.ObjectStructures{})
		world := drift.New(drift.Options{Now: time.Now, API: func(proxy.Call) *caseapi.API { return api },
			Failed: func(cause any) { t.Error(cause) }}).NewWorld()
		for n := range uint64(2) {
			world.Put(call, outcome, n)
			outcome.Findings = nil
		}
		if _, err := world.List(t.Context()); err != nil {
			t.Error(err)
		}
	})
}
