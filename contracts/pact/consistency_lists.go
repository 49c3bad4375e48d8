package pact

import (
	"context"
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/states"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// consistencyOfFindCases asks whether a customer's new case is listed, and no case of another customer.
func (e *check) consistencyOfFindCases(ctx context.Context) {
	id := e.pathID()
	for i, element := range elementsOf(e.body) {
		e.report(differ(fmt.Sprintf("[%d].customerId", i), "a case of another customer is listed", id,
			element["customerId"]), nil)
	}
	if e.kase != nil && e.kase.customer == id {
		e.requireListed(ctx, e.kase)
	}
	e.requireOthersUnlisted(ctx, id)
}

// requireListed asks again if need be: an index may lag behind.
func (e *check) requireListed(ctx context.Context, made *subject) {
	elements, exchange := elementsOf(e.body), e.result.Exchange
	e.v.client.Patience.Until(ctx, func() bool {
		if find(elements, made.id) != nil {
			return true
		}
		if got, again, err := e.v.client.Do(ctx, e.call); err == nil {
			body, _ := caseapi.Decode(got.Body)
			elements, exchange = elementsOf(body), again
		}
		return find(elements, made.id) != nil
	})
	found := find(elements, made.id)
	if found == nil {
		e.fail(report.CasesPart, caseapi.SenseRule, "the customer's new case is not listed").
			Beside("a case with the id "+made.id, fmt.Sprintf("%d others", len(elements))).
			ShownBy(exchange)
		return
	}
	e.report(differ("[].title", "the listed case shows another title than it was created with",
		made.sent["title"], found["title"]), exchange)
}

func find(elements []map[string]any, id string) map[string]any {
	for _, element := range elements {
		if idText(element["id"]) == id {
			return element
		}
	}
	return nil
}

// requireOthersUnlisted makes a case of another customer and looks for it: a server that lists all
// cases could still write the customer's id on each of them.
func (e *check) requireOthersUnlisted(ctx context.Context, customer string) {
	other, err := e.v.testData.otherCase(ctx)
	if err != nil || other.customer == customer {
		return // the server cannot be asked this
	}
	got, exchange, err := e.v.client.Do(ctx, e.call)
	if err != nil || got.Status != http.StatusOK {
		return
	}
	body, _ := caseapi.Decode(got.Body)
	if found := find(elementsOf(body), other.id); found != nil {
		e.fail("[].customerId", caseapi.SenseRule, "a case of another customer is listed").
			Beside("cases of the customer "+customer, contract.JSONText(found)).ShownBy(exchange)
	}
}

// consistencyOfNobodysCases allows an unknown customer no cases: 404 or an empty array.
func (e *check) consistencyOfNobodysCases() {
	elements, isArray := e.body.([]any)
	if e.got.Status == http.StatusOK && (!isArray || len(elements) > 0) {
		e.fail(report.BodyPart, caseapi.SenseRule, "there are cases of a customer that does not exist").
			Beside("404, or an empty array", contract.JSONText(e.body))
	}
}

// consistencyOfSearch asks whether the customer whose value was searched for is found.
func (e *check) consistencyOfSearch(context.Context) {
	id, err := states.Text(e.values["id"])
	if e.interaction.Status != http.StatusOK || err != nil || !e.interaction.BuiltIn {
		return
	}
	elements := elementsOf(e.body)
	if find(elements, id) == nil {
		e.fail(report.MatchesPart, caseapi.SenseRule, "the customer who has this value is not found").
			Beside("a customer with the id "+id, fmt.Sprintf("%d others", len(elements)))
	}
}

// consistencyOfStructure asks whether the object is the one that was asked for.
func (e *check) consistencyOfStructure(context.Context) {
	for _, object := range caseapi.ObjectTypes() {
		if e.call.Path == target.MetaPath(object) {
			e.report(differ("name", "the answer describes another object than the one that was asked for",
				string(object), e.object()["name"]), nil)
		}
	}
}
