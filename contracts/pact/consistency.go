package pact

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/creation"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// judgeConsistency holds an answer that conforms against other answers of the same server: what the states
// of the expectation were told, and what is shown when what was written is looked up. What must hold is
// said in package consistency.
func (e *check) judgeConsistency(ctx context.Context) {
	operation := e.Interaction.Operation.Name
	switch {
	case operation == caseapi.FindCases && (e.Interaction.Succeeds() || e.Interaction.Status == http.StatusNotFound):
		e.consistencyOfList(ctx)
	case operation == caseapi.SearchCustomers && !e.Interaction.BuiltIn, !e.Interaction.Succeeds():
	case e.Interaction.Operation.Success().Status == http.StatusCreated:
		e.consistencyOfWrite(ctx)
	default:
		e.report(e.model.Judge(e.exchanged()), nil)
	}
}

// exchanged is the request of the expectation and its answer.
func (e *check) exchanged() consistency.Exchange {
	exchanged := exchangeOf(e.Interaction.Operation, e.Call, e.Got.Status, e.Body)
	exchanged.Repeated = e.Got.Repeated
	return exchanged
}

// exchangeOf is a call of an operation and its answer.
func exchangeOf(
	operation *caseapi.Operation, call target.Call, status int, answer any,
) consistency.Exchange {
	sent, _ := caseapi.Decode(call.Body)
	return consistency.Exchange{Operation: operation, Path: pathValues(operation, call.Path), Sent: sent,
		Status: status, Answer: answer}
}

// pathValues are the values in a path by their names in the operation's.
func pathValues(operation *caseapi.Operation, path string) map[string]string {
	path, _, _ = strings.Cut(path, "?")
	segments, values := strings.Split(path, "/"), map[string]string{}
	for i, segment := range strings.Split(operation.Path, "/") {
		if name, isValue := strings.CutPrefix(segment, "{"); isValue && i < len(segments) {
			if value, err := url.PathUnescape(segments[i]); err == nil {
				values[strings.TrimSuffix(name, "}")] = value
			}
		}
	}
	return values
}

// consistencyOfWrite asks whether what was accepted is what a lookup then shows, and nothing else.
func (e *check) consistencyOfWrite(ctx context.Context) {
	written, path := e.exchanged(), e.Call.Path
	if written.Path["id"] == "" {
		id := consistency.IDText(e.object()["id"])
		if !e.isNew(e.Interaction.Operation.Object, id) {
			return
		}
		path = creation.PathOf(e.Interaction.Operation.Object, id)
	}
	e.report(e.model.Judge(written), nil)
	e.model.Learn(written)
	e.compareAfter(ctx, path)
	e.ConsiderUnpromised()
}

// isNew reports whether an id names what was just created and nothing else, and remembers it.
func (e *check) isNew(object caseapi.ObjectType, id string) bool {
	switch {
	case id == "" && report.Told(e.Result.Findings, "id", ""):
		e.Result.NotJudged = "what a lookup shows afterwards, since the answer has no id"
		return false
	case id == "":
		e.Fail("id", caseapi.ValueRule, "is empty, so that nothing can be looked up by it").
			Beside("an id", `""`)
		return false
	case !e.v.testData.Claim(object, id):
		e.Fail("id", caseapi.SenseRule, "is that of another "+string(object)+
			" that was created before").Beside("an id of its own", contract.JSONText(id))
		return false
	}
	return true
}

// compareAfter looks an object up, patiently, and reports how it differs from what it should be.
func (e *check) compareAfter(ctx context.Context, path string) {
	var found shown
	var problem string
	var differences []consistency.Difference
	e.v.client.Patience.Until(ctx, func() bool {
		found, problem = e.v.lookUp(ctx, path)
		if problem == "" {
			differences = e.model.Judge(found.exchanged())
		}
		return problem == "" && !slices.ContainsFunc(differences, fails)
	})
	if found.unjudged != nil {
		e.Result.NotExercised(found.unjudged)
		return
	}
	if problem != "" {
		e.Fail(report.LookupPart, caseapi.SenseRule, "afterwards the object "+problem).
			ShownBy(found.exchange)
		return
	}
	e.model.Learn(found.exchanged())
	e.report(differences, found.exchange)
}

func fails(difference consistency.Difference) bool { return !difference.Warning }

// consistencyOfList asks whether a customer's new case is listed, and no case of another customer. It makes
// a case of another customer and asks again: a server that lists all cases could still write the customer's
// id on each of them.
func (e *check) consistencyOfList(ctx context.Context) {
	if !e.Interaction.Succeeds() {
		e.model.Invented(caseapi.CustomerObject, e.exchanged().Path["id"])
	}
	first := e.exchanged()
	differences, exchange := e.model.Judge(first), e.Result.Exchange
	e.v.client.Patience.Until(ctx, func() bool {
		if slices.ContainsFunc(differences, fails) {
			differences, exchange = e.judgeAgain(ctx)
		}
		return !slices.ContainsFunc(differences, fails)
	})
	e.report(differences, exchange)
	if !e.Interaction.Succeeds() {
		return
	}
	other, err := e.v.testData.OtherCase(ctx)
	if err != nil || other.CustomerID == first.Path["id"] {
		return // the server cannot be asked this
	}
	e.learn(other)
	e.report(e.judgeAgain(ctx))
}

// judgeAgain sends the request of the expectation once more; an answer that is another one is not judged.
func (e *check) judgeAgain(ctx context.Context) ([]consistency.Difference, *report.Exchange) {
	got, exchange, err := e.v.client.Do(ctx, e.Call)
	if err != nil || got.Status != http.StatusOK {
		return nil, exchange
	}
	body, _ := caseapi.Decode(got.Body)
	return e.model.Judge(exchangeOf(e.Interaction.Operation, e.Call, got.Status, body)), exchange
}

// learn tells the model what was made through the API.
func (e *check) learn(made *creation.Object) {
	for _, told := range made.Told {
		e.model.Learn(told)
	}
}

// report adds the differences as findings, with the request that shows them.
func (e *check) report(differences []consistency.Difference, exchange *report.Exchange) {
	for _, difference := range differences {
		severity := report.Failure
		if difference.Warning {
			severity = report.Warning
		} else if report.Told(e.Result.Findings, difference.Path, difference.Message) {
			continue // two lookups that disagree show it twice
		}
		e.Add(severity, difference.Path, caseapi.SenseRule, difference.Message).
			Beside(difference.Expected, difference.Actual).ShownBy(exchange)
	}
}

// object is the answer as an object; nil when it is none.
func (e *check) object() map[string]any {
	object, _ := e.Body.(map[string]any)
	return object
}
