package pact

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/states"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
)

// judge holds the answer against the documents: its status, its body, and its sense beside other
// answers.
func (e *check) judge(ctx context.Context) {
	if e.interaction.Operation == nil {
		return // no document speaks of it: Pact's matching is all there is
	}
	if !slices.Contains(e.allowed(), e.got.Status) {
		if excuse := e.excuse(); excuse != nil {
			e.judgeBody()
			e.result.NotExercised(excuse)
			return
		}
		e.failStatus()
		return
	}
	e.judgeBody()
	if len(e.result.Failures()) == 0 {
		e.judgeConsistency(ctx)
	}
}

// allowed lists the statuses that the documents allow here.
func (e *check) allowed() []int {
	if others := contract.Alternatives(e.pair(), e.hasKey()); len(others) > 0 {
		return others
	}
	return []int{e.interaction.Status}
}

func (e *check) hasKey() bool {
	return e.call.Headers.Get(caseapi.AuthorizationHeader) != ""
}

func (e *check) failStatus() {
	operation, status := e.interaction.Operation, e.got.Status
	message := fmt.Sprintf("answered %d, expected %s", status, report.OrList(e.allowed()))
	if !slices.Contains(operation.Statuses(), status) {
		message += fmt.Sprintf("; %d is not documented for %s", status, operation.Name)
	} else if e.interaction.Status == http.StatusUnauthorized && status < http.StatusBadRequest {
		message += e.letIn()
	}
	e.fail(report.StatusPart, caseapi.StatusRule, message+transport.Excerpt(e.got.Body)).
		Beside(report.OrList(e.allowed()), strconv.Itoa(status))
}

func (e *check) letIn() string {
	if e.hasKey() {
		return "; the server lets a wrong key in"
	}
	return "; the server lets a request without a key in"
}

// excuse is why an answer of another status than the expected one breaks no document; nil when it
// does.
func (e *check) excuse() error {
	expected, got := e.interaction.Status, e.got.Status
	documented, known := e.interaction.Operation.Response(got)
	success := known && documented.Success()
	switch {
	case expected == http.StatusUnprocessableEntity && success && e.interaction.BuiltIn:
		return report.Obstacle("the server applies the request, and the documents do not say which "+
			"requests cannot be applied", scenarioRemedy)
	case expected == http.StatusUnprocessableEntity && known && e.interaction.BuiltIn && !e.states.Owned():
		return report.Obstacle(fmt.Sprintf("the server answers %d, and the documents do not say which requests "+
			"cannot be applied", got), states.Remedy)
	case expected == http.StatusBadRequest && success && e.interaction.OnlyHeader:
		return report.Obstacle("the server takes no notice of a malformed header, as the documents allow",
			"")
	case expected == http.StatusBadRequest && known && got == http.StatusUnprocessableEntity:
		return report.Obstacle("the server refuses the request with 422, and the documents do not say "+
			"which wrong requests are a 400", scenarioRemedy)
	case e.refusesUnpromised():
		return report.Obstacle("the server refuses to be sent "+list(e.unpromisedSent())+
			", which the documents do not promise", scenarioRemedy)
	case e.interaction.Difficult() && contract.IsRefusal(got):
		return report.Obstacle(fmt.Sprintf("the server refuses the request with %d, and the documents do not say "+
			"how unusual a text it must take", got), scenarioRemedy)
	case target.UnknownYet(got) && e.sendsUnknownFields():
		return e.v.unknownFields(caseapi.CustomerObject, "")
	}
	return nil
}

// sendsUnknownFields reports whether the example's custom fields were sent, since those of the
// server are not known: it may refuse them before anything else.
func (e *check) sendsUnknownFields() bool {
	operation := e.interaction.Operation
	return operation.Object == caseapi.CustomerObject && len(e.sent) > 0 && e.interaction.BuiltIn &&
		!e.interaction.IsWrong() && operation.Name != caseapi.BestmatchCustomers &&
		e.v.meta.Unread(caseapi.CustomerObject) != ""
}

// refusesUnpromised reports whether a refusal may be due to properties that no server need take.
func (e *check) refusesUnpromised() bool {
	return contract.IsRefusal(e.got.Status) && e.interaction.Succeeds() && e.interaction.BuiltIn && len(e.unpromisedSent()) > 0
}

func (e *check) unpromisedSent() []string {
	var sent []string
	for _, name := range contract.Unpromised(e.interaction.Operation) {
		if _, ok := e.sent[name]; ok {
			sent = append(sent, name)
		}
	}
	return sent
}

// sendPromised sends the request again without the properties that no server need take, and keeps
// the answer if the server takes it then.
func (e *check) sendPromised(ctx context.Context) {
	refused := e.unpromisedSent()
	if len(refused) == len(e.sent) {
		return
	}
	reduced := map[string]any{}
	for name, value := range e.sent {
		if !slices.Contains(refused, name) {
			reduced[name] = value
		}
	}
	body, err := caseapi.Marshal(reduced)
	if err != nil {
		return
	}
	again := *e
	again.result, again.call.Body = &report.Result{}, body
	if again.send(ctx) != nil || again.got.Status != e.interaction.Status {
		e.forget(refused)
		return
	}
	e.call, e.sent, e.got, e.body = again.call, again.sent, again.got, again.body
	e.result.Exchange = again.result.Exchange
	e.warn(report.BodyPart, caseapi.UnknownRule, "the server refuses to be sent "+list(refused))
}

// forget takes properties out of what was sent, when the refusal turns out not to be due to them.
func (e *check) forget(names []string) {
	for _, name := range names {
		delete(e.sent, name)
	}
}

// list writes names for a message: "a", "a and b", "a, b and c".
func list(names []string) string {
	text := ""
	for i, name := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			text += " and "
		default:
			text += ", "
		}
		text += name
	}
	return text
}
