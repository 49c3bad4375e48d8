package pact

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
)

// consistencyOfUpdateCase asks whether what the update changed is what a lookup then shows, and nothing
// else.
func (e *check) consistencyOfUpdateCase(ctx context.Context) {
	e.requireID(e.pathID())
	if e.before != nil && !sameMoment(e.before.object["created"], e.object()["created"]) {
		e.report(differ("created", "created moved with the update", e.before.object["created"],
			e.object()["created"]), nil)
	}
	e.report(e.contradicted(), nil)
	e.compareAfter(ctx, e.call.Path, func(after map[string]any) []difference {
		return slices.Concat(
			e.sentAndShown(after),
			e.unchanged(after),
			e.interactionsAfter(after),
			e.agrees(after, "number", "customerId", "title", "description", "url", "status"),
		)
	})
	e.considerUnpromised()
}

// consistencyOfCreateCase asks whether the new case can be looked up, and is what was sent.
func (e *check) consistencyOfCreateCase(ctx context.Context) {
	id := contract.Text(e.object()["id"])
	if !e.isNew(caseapi.CaseObject, id) {
		return
	}
	e.report(e.contradicted(), nil)
	e.compareAfter(ctx, casePath(id), func(after map[string]any) []difference {
		return slices.Concat(
			e.sentAndShown(after),
			e.interactionsAfter(after),
			e.agrees(after, "id", "number", "customerId", "title", "description", "url", "status"),
		)
	})
}

// consistencyOfLookupCase asks whether the case is the one that was made.
func (e *check) consistencyOfLookupCase(context.Context) {
	e.requireID(e.pathID())
	if e.kase == nil {
		return
	}
	made := *e
	made.sent, made.before = e.kase.sent, nil
	differences := slices.Concat(
		made.sentAndShown(e.object()),
		made.interactionsAfter(e.object()),
	)
	for _, name := range []string{"number", "url"} {
		differences = append(differences, differ(name, name+" is not what the server answered when the "+
			"case was created", e.kase.shown[name], e.object()[name])...)
	}
	e.report(differences, nil)
}

// pathID is the id in the path of the request.
func (e *check) pathID() string {
	path, _, _ := strings.Cut(e.call.Path, "?")
	segments := strings.Split(path, "/")
	for i, segment := range strings.Split(e.interaction.Operation.Path, "/") {
		if segment == "{id}" && i < len(segments) {
			if id, err := url.PathUnescape(segments[i]); err == nil {
				return id
			}
		}
	}
	return ""
}

// sentAndShown asks whether each value that was sent is shown. Of those that no server need take, a
// lost one is a warning.
func (e *check) sentAndShown(shown map[string]any) []difference {
	var differences []difference
	for _, name := range slices.Sorted(maps.Keys(e.sent)) {
		value := e.sent[name]
		switch {
		case name == "interactions":
		case caseapi.Documented(e.interaction.Operation.Object, name):
			lost := differ(name, name+" was sent and accepted, and the case shows another", value,
				shown[name])
			for i := range lost {
				lost[i].warning = slices.Contains(contract.Unpromised(e.interaction.Operation), name)
			}
			differences = append(differences, lost...)
		case e.v.meta.Defines(e.interaction.Operation.Object, name) && !sameCustom(value, shown[name]):
			differences = append(differences, difference{path: report.CustomPart,
				message:  "the custom field " + name + " was sent and accepted, and the value is lost",
				expected: contract.JSONText(value), actual: contract.JSONText(shown[name])})
		}
	}
	return differences
}

// contradicted asks whether the answer shows something else than was sent. What it leaves out, as
// it may with custom fields and interactions, a lookup has to show.
func (e *check) contradicted() []difference {
	answer := maps.Clone(e.object())
	for name, value := range e.sent {
		if _, shown := answer[name]; !shown {
			answer[name] = value
		}
	}
	differences := e.sentAndShown(answer)
	if shown := interactionsOf(e.object()); len(shown) > 0 {
		for _, interaction := range interactionsOf(e.sent) {
			differences = append(differences, shownOnce(interaction, shown)...)
		}
	}
	return differences
}

// unchanged asks whether an update left alone what it was not about.
func (e *check) unchanged(after map[string]any) []difference {
	if e.before == nil {
		return nil
	}
	before := e.before.object
	var differences []difference
	for _, name := range []string{
		"id", "number", "customerId", "title", "description", "url", "created", "status",
	} {
		if _, sent := e.sent[name]; !sent {
			differences = append(differences, differ(name, "the update was not about "+name+
				", and it changed", before[name], after[name])...)
		}
	}
	if e.kase != nil {
		differences = append(differences, e.customUnchanged(after)...)
	}
	return append(differences, backwards(before, after)...)
}

// customUnchanged looks at the custom fields that we set: others may be computed.
func (e *check) customUnchanged(after map[string]any) []difference {
	var differences []difference
	for _, name := range slices.Sorted(maps.Keys(e.before.object)) {
		_, set := e.kase.sent[name]
		_, sent := e.sent[name]
		ours := set && !sent && !caseapi.Documented(caseapi.CaseObject, name)
		if ours && !sameCustom(e.before.object[name], after[name]) {
			differences = append(differences, difference{path: report.CustomPart,
				message:  "the update was not about the custom field " + name + ", and it changed",
				expected: contract.JSONText(e.before.object[name]), actual: contract.JSONText(after[name])})
		}
	}
	return differences
}

// backwards asks whether lastUpdated went back. Both values come from lookups, so that they have
// the same precision.
func backwards(before, after map[string]any) []difference {
	first, firstErr := caseapi.ParseTime(contract.Text(before["lastUpdated"]))
	second, secondErr := caseapi.ParseTime(contract.Text(after["lastUpdated"]))
	if firstErr != nil || secondErr != nil || !second.Before(first) {
		return nil
	}
	return []difference{{path: "lastUpdated", message: "lastUpdated went back with the update",
		expected: "not before " + contract.Text(before["lastUpdated"]), actual: contract.Text(after["lastUpdated"])}}
}

// agrees asks whether the answer and a lookup say the same.
func (e *check) agrees(after map[string]any, names ...string) []difference {
	var differences []difference
	for _, name := range names {
		disagree := "the answer and a lookup afterwards disagree on " + name
		differences = append(differences, differ(name, disagree, after[name], e.object()[name])...)
	}
	return differences
}

// considerUnpromised takes the verdict back where all that was sent may be ignored, and was.
func (e *check) considerUnpromised() {
	sent := e.unpromisedSent()
	lost := slices.ContainsFunc(e.result.Findings, func(finding report.Finding) bool {
		return slices.Contains(sent, finding.Path)
	})
	if lost && len(sent) == len(e.sent) && len(e.result.Failures()) == 0 {
		e.result.NotExercised(report.Obstacle("the server takes no notice of "+list(sent)+
			", which the documents do not promise can be sent", scenarioRemedy))
	}
}
