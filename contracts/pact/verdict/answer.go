package verdict

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/states"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/contracts/wording"
)

// Answer is an answer of the server under test, and what is found about it.
type Answer struct {
	Interaction *contract.Interaction // that expects it
	Owned       bool                  // the server's owner has brought one of its states about
	// NotReturned are the values that the request takes from states, and that no setup of the owner's returned.
	NotReturned []string
	Fields      Fields
	Result      *report.Result // where findings go

	Call target.Call       // that was answered; the zero Call while none was sent
	Sent map[string]any    // its body; nil when that is no object
	Got  *transport.Answer // nil without an answer
	Body any               // the decoded body of the answer; nil when it is not JSON
}

// Fields are the server's own custom fields, as its meta objects define them: a [*target.Meta].
type Fields interface {
	// Defines reports whether an object has a custom field of that name. What could not be read defines all.
	Defines(object caseapi.ObjectType, name string) bool
	// Unread says why the fields of an object are not known; empty where they are.
	Unread(object caseapi.ObjectType) string
}

// Judge holds the answer against the documents: its status and its body. It reports whether the answer can be held
// against others: single values of it may be wrong, but it must be the answer that was asked for. The result says
// why it cannot.
func (a *Answer) Judge() bool {
	if a.Interaction.Operation == nil {
		return false // no document speaks of it: Pact's matching is all there is
	}
	if !slices.Contains(a.Allowed(), a.Got.Status) {
		if excuse := a.Excuse(); excuse != nil {
			a.judgeBody()
			a.Result.NotExercised(excuse)
			return false
		}
		a.failStatus()
		a.Result.NotJudged = "what other answers say of it, since its status is another"
		return false
	}
	a.judgeBody()
	a.judgeMissingCustomer()
	if report.Told(a.Result.Findings, report.BodyPart, "") {
		a.Result.NotJudged = "what other answers say of it, since its body is another"
		return false
	}
	return true
}

// judgeMissingCustomer warns of an update of a customer that does not exist and is not refused: no document says
// what the answer is, not even that there is a 404.
func (a *Answer) judgeMissingCustomer() {
	missing := caseapi.Pair{Operation: caseapi.UpdateCustomer, Status: http.StatusNotFound}
	got := a.Got.Status
	if a.Interaction.Pair() == missing && (got == http.StatusCreated || got == http.StatusInternalServerError) {
		a.Warn(report.StatusPart, caseapi.StatusRule, fmt.Sprintf("answered %d to an update of a customer that does "+
			"not exist; clients expect a 404", got)).Beside(strconv.Itoa(http.StatusNotFound), strconv.Itoa(got))
	}
}

// Allowed lists the statuses that the documents allow here.
func (a *Answer) Allowed() []int {
	if others := contract.Alternatives(a.Interaction.Pair(), a.hasKey()); len(others) > 0 {
		return others
	}
	return []int{a.Interaction.Status}
}

func (a *Answer) hasKey() bool {
	return a.Call.Headers.Get(caseapi.AuthorizationHeader) != ""
}

func (a *Answer) failStatus() {
	operation, status := a.Interaction.Operation, a.Got.Status
	message := fmt.Sprintf("answered %d, expected %s", status, wording.Or(a.Allowed()))
	if !slices.Contains(operation.Statuses(), status) {
		message += fmt.Sprintf("; %d is not documented for %s", status, operation.Name)
	} else if a.Interaction.Status == http.StatusUnauthorized && status < http.StatusBadRequest {
		message += a.letIn()
	}
	a.Fail(report.StatusPart, caseapi.StatusRule, message+transport.Excerpt(a.Got.Body)).
		Beside(wording.Or(a.Allowed()), strconv.Itoa(status))
}

func (a *Answer) letIn() string {
	if a.hasKey() {
		return "; the server lets a wrong key in"
	}
	return "; the server lets a request without a key in"
}

// Excuse is why an answer of another status than the expected one breaks no document; nil when it
// does.
func (a *Answer) Excuse() error {
	expected, got := a.Interaction.Status, a.Got.Status
	documented, known := a.Interaction.Operation.Response(got)
	success := known && documented.Success()
	switch {
	case expected == http.StatusUnprocessableEntity && success && a.Interaction.BuiltIn:
		return report.Obstacle("the server applies the request, and the documents do not say which "+
			"requests cannot be applied", contract.Remedy)
	case expected == http.StatusUnprocessableEntity && known && a.Interaction.BuiltIn && !a.Owned:
		return report.Obstacle(fmt.Sprintf("the server answers %d, and the documents do not say which requests "+
			"cannot be applied", got), states.Remedy)
	case expected == http.StatusBadRequest && success && a.Interaction.OnlyHeader:
		return report.Obstacle("the server takes no notice of a malformed header, as the documents allow",
			"")
	case expected == http.StatusBadRequest && known && got == http.StatusUnprocessableEntity:
		return report.Obstacle("the server refuses the request with 422, and the documents do not say "+
			"which wrong requests are a 400", contract.Remedy)
	case len(a.NotReturned) > 0 && (got == http.StatusNotFound || contract.IsRefusal(got)) &&
		a.Interaction.Succeeds() && a.Interaction.BuiltIn:
		return report.Obstacle(fmt.Sprintf("the setup of its states returned no %s, and the server answers %d to that of "+
			"the contract's example", strings.Join(a.NotReturned, " and no "), got),
			"the value in the answer of --state-url, or in --states FILE")
	case a.RefusesUnpromised():
		return report.Obstacle("the server refuses to be sent "+strings.Join(a.UnpromisedSent(), " and ")+
			", which the documents do not promise", contract.Remedy)
	case len(a.demanded()) > 0:
		return report.Obstacle("the server demands "+strings.Join(a.demanded(), " and ")+" of its own, and the "+
			"documents do not say that it must do without", contract.Remedy)
	case a.Interaction.Difficult() && contract.IsRefusal(got):
		return report.Obstacle(fmt.Sprintf("the server refuses the request with %d, and the documents do not say "+
			"how unusual a text it must take", got), contract.Remedy)
	case target.UnknownYet(got) && a.sendsUnknownFields():
		return report.Obstacle(a.Fields.Unread(caseapi.CustomerObject), "")
	}
	return nil
}

// demanded are the server's own fields for lack of which it refuses to create something.
func (a *Answer) demanded() []string {
	operation := a.Interaction.Operation
	if !contract.IsRefusal(a.Got.Status) || !a.Interaction.Succeeds() || !a.Interaction.BuiltIn ||
		operation.Name != caseapi.CreateCase && operation.Name != caseapi.CreateCustomer {
		return nil
	}
	var refusal caseapi.BadRequest
	_ = json.Unmarshal(a.Got.Body, &refusal)
	var names []string
	for _, field := range refusal.Fields {
		own := !caseapi.Documented(operation.Object, field.Name) && a.Fields.Defines(operation.Object, field.Name)
		if _, sent := a.Sent[field.Name]; own && !sent {
			names = append(names, field.Name)
		}
	}
	return names
}

// sendsUnknownFields reports whether the example's custom fields were sent, since those of the
// server are not known: it may refuse them before anything else.
func (a *Answer) sendsUnknownFields() bool {
	operation := a.Interaction.Operation
	return operation.Object == caseapi.CustomerObject && len(a.Sent) > 0 && a.Interaction.BuiltIn &&
		!a.Interaction.IsWrong() && operation.Name != caseapi.BestmatchCustomers &&
		a.Fields.Unread(caseapi.CustomerObject) != ""
}

// RefusesUnpromised reports whether a refusal may be due to properties that no server need take.
func (a *Answer) RefusesUnpromised() bool {
	return contract.IsRefusal(a.Got.Status) && a.Interaction.Succeeds() && a.Interaction.BuiltIn &&
		len(a.UnpromisedSent()) > 0
}

// UnpromisedSent are the properties of the request that no server need take.
func (a *Answer) UnpromisedSent() []string {
	var sent []string
	for _, name := range contract.Unpromised(a.Interaction.Operation) {
		if _, ok := a.Sent[name]; ok {
			sent = append(sent, name)
		}
	}
	return sent
}

// ConsiderUnpromised takes the verdict back where all that was sent may be ignored, and was.
func (a *Answer) ConsiderUnpromised() {
	sent := a.UnpromisedSent()
	lost := slices.ContainsFunc(a.Result.Findings, func(finding report.Finding) bool {
		return slices.Contains(sent, finding.Path)
	})
	if lost && len(sent) == len(a.Sent) && len(a.Result.Failures()) == 0 {
		a.Result.NotExercised(report.Obstacle("the server takes no notice of "+strings.Join(sent, " and ")+
			", which the documents do not promise can be sent", contract.Remedy))
	}
}
