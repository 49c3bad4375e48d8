package story

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
)

// demands are the custom fields, with a value, without which a server creates nothing: no meta object says so, but
// its refusals name them.
type demands map[caseapi.ObjectType]map[string]any

// demandsMore reports whether the server refused to create something for lack of custom fields of its own that the
// step did not send. From now on they are sent.
func (p *Player) demandsMore(played *Played) bool {
	sent, isObject := played.Told.Sent.(map[string]any)
	expect := played.Step.Expect
	if !isObject || !played.refused() || !played.Failed() || expect != nil && expect.Status == played.Told.Status ||
		!creates(played.Step.Operation) {
		return false
	}
	object := played.Step.Operation.Object
	structure := p.api.Structures().Of(object)
	before := len(p.demanded[object])
	for _, name := range refusedFields(played.Told.Answer) {
		field, custom := structure.Field(name)
		if _, given := sent[name]; custom && !given {
			if p.demanded[object] == nil {
				p.demanded[object] = map[string]any{}
			}
			p.demanded[object][name] = p.plain(field)
		}
	}
	return len(p.demanded[object]) > before
}

// refusedFields are the names of those that a 400 speaks of, if it does.
func refusedFields(answer any) (names []string) {
	body, _ := answer.(map[string]any)
	fields, _ := body["fields"].([]any)
	for _, element := range fields {
		field, _ := element.(map[string]any)
		if name, isText := field["name"].(string); isText {
			names = append(names, name)
		}
	}
	return names
}

// plain is an ordinary value of a field.
func (p *Player) plain(field caseapi.Field) any {
	switch {
	case len(field.ListValues) > 0:
		return field.ListValues[0].Value
	case field.Type == caseapi.Checkbox:
		return "true"
	}
	return "casemock " + p.id
}

func creates(operation *caseapi.Operation) bool {
	return operation.Name == caseapi.CreateCase || operation.Name == caseapi.CreateCustomer
}

// complete adds what the server demands to the body of a step that creates something.
func (p *Player) complete(operation *caseapi.Operation, body any) any {
	sent, isObject := body.(map[string]any)
	demanded := p.demanded[operation.Object]
	if !isObject || !creates(operation) || len(demanded) == 0 {
		return body
	}
	completed := maps.Clone(demanded)
	maps.Copy(completed, sent)
	return completed
}

// warnOfDemands says what was sent beyond the step.
func (p *Player) warnOfDemands(played *Played) {
	names := slices.Sorted(maps.Keys(p.demanded[played.Step.Operation.Object]))
	p.add(played, report.CustomPart, report.Finding{Kind: caseapi.UnknownRule, Severity: report.Warning,
		Message: fmt.Sprintf("the server creates nothing without %s, which the documents do not demand; it was sent "+
			"in addition", strings.Join(names, " and "))})
}
