package pact

import (
	"context"
	"maps"
	"slices"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
)

// consistencyOfCreateCustomer asks whether the new customer can be looked up, and is what was sent.
func (e *check) consistencyOfCreateCustomer(ctx context.Context) {
	id := contract.Text(e.object()["id"])
	if !e.isNew(caseapi.CustomerObject, id) {
		return
	}
	e.report(e.contradicted(), nil)
	e.compareAfter(ctx, customerPath(id), func(after map[string]any) []difference {
		return slices.Concat(e.sentAndShown(after), e.agrees(after, "id", "url"))
	})
}

// consistencyOfFindCustomer asks whether the customer is the one that was made.
func (e *check) consistencyOfFindCustomer(context.Context) {
	e.requireID(e.pathID())
	if e.customer == nil || e.customer.shown == nil {
		return
	}
	made := *e
	made.sent = e.customer.sent
	e.report(made.sentAndShown(e.object()), nil)
	e.report(differ("url", "url is not what the server answered when the customer was created",
		e.customer.shown["url"], e.object()["url"]), nil)
}

// consistencyOfUpdateCustomer asks whether the change is there, and the rest as it was.
func (e *check) consistencyOfUpdateCustomer(ctx context.Context) {
	e.requireID(e.pathID())
	e.report(e.contradicted(), nil)
	e.compareAfter(ctx, e.call.Path, func(after map[string]any) []difference {
		return slices.Concat(e.sentAndShown(after), e.customerUnchanged(after),
			e.agrees(after, "url"))
	})
}

// customerUnchanged looks at the fields that we set: others may be computed.
func (e *check) customerUnchanged(after map[string]any) []difference {
	if e.before == nil || e.customer == nil {
		return nil
	}
	differences := differ("id", "the update changed the id", e.before.object["id"], after["id"])
	for _, name := range slices.Sorted(maps.Keys(e.customer.sent)) {
		_, sent := e.sent[name]
		if !sent && !sameCustom(e.before.object[name], after[name]) {
			differences = append(differences, difference{path: report.CustomPart,
				message:  "the update was not about the custom field " + name + ", and it changed",
				expected: contract.JSONText(e.before.object[name]), actual: contract.JSONText(after[name])})
		}
	}
	return differences
}

// isNew asks whether an id names what was just created and nothing else, and remembers it.
func (e *check) isNew(object caseapi.ObjectType, id string) bool {
	switch {
	case id == "":
		e.fail("id", caseapi.ValueRule, "is empty, so that nothing can be looked up by it").
			Beside("an id", `""`)
		return false
	case !e.v.testData.claim(object, id):
		e.fail("id", caseapi.SenseRule, "is that of another "+string(object)+
			" that was created before").Beside("an id of its own", contract.JSONText(id))
		return false
	}
	return true
}
