package pact

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// judgeBody holds the body against the schema that is documented for the status that came.
func (e *check) judgeBody() {
	operation := e.interaction.Operation
	documented, ok := operation.Response(e.got.Status)
	if !ok || documented.Schema == "" {
		return
	}
	for _, violation := range documentedAPI().ValidateResponse(
		operation, e.got.Status, asJSON(e.got.Headers), e.got.Body) {
		e.addViolation(documented, violation)
	}
	e.judgeCustom(documented.Schema)
}

// documentedAPI is the API as the documents alone describe it: custom fields are judged one by one.
var documentedAPI = sync.OnceValue(func() *caseapi.API {
	return caseapi.New(caseapi.ObjectStructures{})
})

// asJSON lets the media types pass that are JSON by another name, such as
// application/problem+json: the documents say JSON and no more.
func asJSON(headers http.Header) http.Header {
	mediaType, _, _ := strings.Cut(headers.Get(report.ContentTypePart), ";")
	mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	if strings.HasPrefix(mediaType, "application/") && strings.HasSuffix(mediaType, "+json") {
		return http.Header{report.ContentTypePart: {contract.JSONType}}
	}
	return headers
}

func (e *check) addViolation(documented caseapi.Response, violation caseapi.Violation) {
	schema := documentedAPI().Schema(documented.Schema)
	severity := report.Failure
	switch {
	case violation.Rule == caseapi.TypeRule && violation.Actual == "null" &&
		optionalScalar(schema, violation.Path):
		return // null is forbidden for objects, arrays and what is required
	case violation.Rule == caseapi.SyntaxRule && violation.Path != caseapi.WholeBody:
		severity = report.Warning // a property that stands there twice, of which readers take either
	}
	finding := e.add(severity, violation.Path, violation.Rule, violation.Message)
	finding.Beside(violation.Expected, violation.Actual)
	if e.got.Status != e.interaction.Status {
		rule := report.RuleAt(caseapi.Pair{Operation: e.interaction.Operation.Name, Status: e.got.Status},
			violation.Path)
		finding.RuleID, finding.Sentence = rule.ID, rule.Sentence
	}
}

// optionalScalar reports whether the path leads to a property that may be missing and holds no
// object and no array.
func optionalScalar(schema *caseapi.Schema, path string) bool {
	var property *caseapi.Property
	for name := range strings.SplitSeq(path, ".") {
		name, _, _ = strings.Cut(name, "[")
		for schema.Items != nil {
			schema = schema.Items
		}
		if name == "" {
			continue
		}
		if property = schema.Property(name); property == nil {
			return false
		}
		schema = property.Schema
	}
	return property != nil && !property.Required &&
		schema.Type != caseapi.ObjectValue && schema.Type != caseapi.ArrayValue
}

// judgeCustom warns of top-level properties that neither the documents nor the server's own meta
// object define, and of custom fields whose values no platform expects.
func (e *check) judgeCustom(schema caseapi.SchemaName) {
	object, extensible := caseapi.CustomObject(schema)
	if !extensible {
		return
	}
	told := map[string]bool{}
	for _, element := range elementsOf(e.body) {
		for _, name := range slices.Sorted(maps.Keys(element)) {
			if told[name] || caseapi.Documented(object, name) {
				continue
			}
			told[name] = true
			e.judgeCustomField(object, name, element[name])
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

func (e *check) judgeCustomField(object caseapi.ObjectType, name string, value any) {
	_, isText := value.(string)
	switch {
	case !e.v.meta.Defines(object, name):
		e.warn(report.UndocumentedPart, caseapi.UnknownRule, name+
			" is defined neither by the documents nor by "+target.MetaPath(object)).Beside("", contract.JSONText(value))
	case !isText && value != nil:
		e.warn(report.UndocumentedPart, caseapi.TypeRule, name+" is a custom field; the documents' examples "+
			"hold strings alone").Beside("a string", contract.JSONText(value))
	}
}
