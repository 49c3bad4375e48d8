package consistency_test

import (
	"testing"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
)

// FuzzJudge gives the model bodies of any kind as requests and answers: it may say what it wants, but must
// not panic, must not change by judging.
func FuzzJudge(f *testing.F) {
	f.Add(0, "1", `{"title": "x"}`, 201, `{"id": "1", "title": "x", "interactions": [{"service": "a", "serviceId": "1"}]}`)
	f.Add(3, "1", `null`, 200, `[{"id": "1", "customerId": "1"}, {}, null, 7]`)
	f.Add(8, "", `{"mail": null}`, 200, `[{"id": 7}]`)
	f.Add(1, "", `{"interactions": [null, {"service": 1}]}`, 201,
		`{"id": "1", "interactions": [null], "lastUpdated": "x"}`)
	f.Add(1, "", `{"customerId": {}, "customId": {}, "title": [], "interactions": [{"service": [], "serviceId": {}}]}`,
		201, `{"id": "1", "customerId": {}, "interactions": [{"service": "a", "serviceId": {}}]}`)
	f.Fuzz(func(t *testing.T, operation int, id, sent string, status int, answer string) {
		operations := caseapi.Operations()
		x := consistency.Exchange{Operation: operations[uint(operation)%uint(len(operations))], Status: status,
			Path: map[string]string{}}
		for _, name := range x.Operation.PathParameters() {
			x.Path[name] = id
		}
		x.Sent, _ = caseapi.Decode([]byte(sent))
		x.Answer, _ = caseapi.Decode([]byte(answer))
		model := consistency.NewModel(caseapi.New(caseapi.ObjectStructures{}))
		for range 2 {
			for range 2 {
				model.Learn(x)
				x.Operation = caseapi.MustOperation(caseapi.LookupCase)
				x.Path["id"] = id
			}
			before := len(model.Judge(x))
			if after := len(model.Judge(x)); after != before {
				t.Errorf("%d differences, then %d", before, after)
			}
		}
	})
}
