package verdict

import (
	"maps"
	"slices"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
)

// judgeBody holds the body against the schema that is documented for the status that came.
func (a *Answer) judgeBody() {
	operation := a.Interaction.Operation
	documented, ok := operation.Response(a.Got.Status)
	if !ok || documented.Schema == "" {
		return
	}
	for _, violation := range documentedAPI().ValidateResponse(
		operation, a.Got.Status, a.Got.Headers, a.Got.Body) {
		a.addViolation(violation)
	}
	a.judgeCustom(documented.Schema)
}

// documentedAPI is the API as the documents alone describe it: custom fields are judged one by one.
var documentedAPI = sync.OnceValue(func() *caseapi.API {
	return caseapi.New(caseapi.ObjectStructures{})
})

// CalledJSON is the answer as Pact gets it. How JSON is called is a warning of ours where a scenario is behind the
// expectation; Pact would refuse it.
func (a *Answer) CalledJSON() *transport.Answer {
	isJSON := caseapi.IsJSONAnswer(a.Got.Headers.Get(report.ContentTypePart))
	if isJSON || len(a.Got.Body) == 0 || a.Interaction.Scenario == "" {
		return a.Got
	}
	called := *a.Got
	called.Headers = a.Got.Headers.Clone()
	called.Headers.Set(report.ContentTypePart, contract.JSONType)
	return &called
}

func (a *Answer) addViolation(violation caseapi.Violation) {
	severity := report.Failure
	if violation.Tolerable() {
		severity = report.Warning
	}
	a.addAboutBody(severity, violation.Path, violation.Rule, violation.Message).
		Beside(violation.Expected, violation.Actual)
}

// addAboutBody adds a finding about the answer that came, which need not be the expected one.
func (a *Answer) addAboutBody(
	severity report.Severity, path string, kind caseapi.Rule, message string,
) *report.Finding {
	came := caseapi.Pair{Operation: a.Interaction.Operation.Name, Status: a.Got.Status}
	return a.addAbout(came, severity, path, kind, message)
}

// judgeCustom warns of top-level properties that neither the documents nor the server's own meta
// object define, and of custom fields whose values no platform expects.
func (a *Answer) judgeCustom(schema caseapi.SchemaName) {
	object, extensible := caseapi.CustomObject(schema)
	if !extensible {
		return
	}
	told := map[string]bool{}
	for _, element := range elementsOf(a.Body) {
		for _, name := range slices.Sorted(maps.Keys(element)) {
			if told[name] || caseapi.Documented(object, name) {
				continue
			}
			told[name] = true
			a.judgeCustomField(object, name, element[name])
		}
	}
}

// elementsOf are the objects of a body: itself, or those of an array.
func elementsOf(body any) []map[string]any {
	switch body := body.(type) {
	case map[string]any:
		return []map[string]any{body}
	case []any:
		var objects []map[string]any
		for _, element := range body {
			if object, ok := element.(map[string]any); ok {
				objects = append(objects, object)
			}
		}
		return objects
	}
	return nil
}

func (a *Answer) judgeCustomField(object caseapi.ObjectType, name string, value any) {
	_, isText := value.(string)
	switch {
	case !a.Fields.Defines(object, name):
		a.addAboutBody(report.Warning, report.UndocumentedPart, caseapi.UnknownRule, name+
			" is defined neither by the documents nor by "+target.MetaPath(object)).Beside("", contract.JSONText(value))
	case !isText && value != nil:
		a.addAboutBody(report.Warning, report.UndocumentedPart, caseapi.TypeRule, name+
			" is a custom field; the documents' examples hold strings alone").Beside("a string", contract.JSONText(value))
	}
}
