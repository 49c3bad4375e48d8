package mockserver

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/mockserver/engine"
	"casemock/mockserver/journal"
	"casemock/mockserver/verdict"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// judged lets the exchange count for the verdict about the client, when it is in the journal under that number.
func (x *exchange) judged(result answer, n uint64) {
	if isOwn(x.request) {
		return
	}
	e := &verdict.Exchange{N: n, Operation: x.operation.Name, Method: x.request.Method, Path: x.request.URL.EscapedPath(),
		ID: cmp.Or(x.path["id"], x.path["type"]), Body: x.body.bytes,
		Headers: textproto.MIMEHeader(x.request.Header), Key: x.request.Header.Get(caseapi.AuthorizationHeader),
		Began: x.came, Ended: time.Now(), Status: result.Status, Fault: result.fault, Left: !result.met,
		Arrived: result.met && result.fault.ArrivesWhole()}
	if e.Status/100 != 2 || !e.Arrived {
		e.Scenario = x.reacting(result)
	}
	e.Wrong = x.wrong(result)
	e.Hopeless = isHopeless(result)
	if e.Concerns() || !x.arrived.World.Ledger.IsIdle() {
		e.Subject = verdict.SubjectOf(x.operation.Name, x.subject())
	}
	x.server.judge(x.request, x.arrived, e)
}

// isHopeless reports whether the same request gets the same answer whatever the data is. A 400 of the sandbox finds
// fault with the request alone; a real server may say 400 where the sandbox says 422, and so may a surprise.
func isHopeless(result answer) bool {
	return result.meant().Status == http.StatusBadRequest && result.rule != RuleProxied
}

// judge lets an exchange count. A store that cannot be reached has no verdict of what was asked meanwhile.
func (s *Server) judge(r *http.Request, arrived world.Arrival, e *verdict.Exchange) {
	if err := arrived.Judge(r.Context(), e); err != nil && !errors.Is(err, engine.ErrUnavailable) {
		s.config.logger.Error("a request could not be judged", "error", err)
	}
}

// judgeUnknown lets a request for what the API does not have count, where something is waited for.
func (s *Server) judgeUnknown(r *http.Request, arrived world.Arrival, entry *journal.Entry) {
	if arrived.World.Ledger.IsIdle() || isOwn(r) {
		return
	}
	now := time.Now()
	s.judge(r, arrived, &verdict.Exchange{N: entry.N, Method: r.Method, Path: r.URL.EscapedPath(),
		Key: r.Header.Get(caseapi.AuthorizationHeader), Began: now, Ended: now, Status: entry.Answer.Status})
}

// isOwn reports whether the server has sent the request to itself, for a person at the console.
func isOwn(r *http.Request) bool { return r.Context().Value(senderKey{}) != nil }

// reacting is the scenario whose reaction follows the answer: the one that gave it or, where that says nothing, the one
// that is called after the status. What the fake server says of itself has none.
func (x *exchange) reacting(result answer) *scenarios.Scenario {
	switch result.rule {
	case RuleRefused, RuleStoreUnavailable, RuleInternalError:
		return nil
	}
	if own, ok := x.scenarios.Find(result.scenario); ok && !own.Reaction.IsNone() {
		return own
	}
	usual, _ := x.scenarios.ByStatus(x.operation.Name, result.Status)
	return usual
}

// unforced are the rules by which nobody has forced an answer.
var unforced = []Rule{RuleSandbox, RuleProxied, RuleRejected}

// wrong is what in the request breaks the documents: as the judge of both sides has found, or else as the answer says.
func (x *exchange) wrong(result answer) []verdict.Mistake {
	var wrong []verdict.Mistake
	for _, violation := range x.violations {
		if violation.Side == journal.ClientSide {
			wrong = append(wrong, verdict.Mistake{Rule: violation.Rule, Message: violation.Path + " " + violation.Message})
		}
	}
	meant := result.meant()
	if len(wrong) == 0 && meant.Status == http.StatusBadRequest && slices.Contains(unforced, result.rule) {
		wrong = append(wrong, verdict.Mistake{Message: complaint(meant.Body.Head(KeptBody))})
	}
	return wrong
}

// complaint is what a 400 says.
func complaint(body []byte) string {
	const earned = "it earned a 400 that nobody forced"
	var said caseapi.BadRequest
	if json.Unmarshal(body, &said) != nil {
		return earned
	}
	var parts []string
	for _, field := range said.Fields {
		parts = append(parts, field.Name+" "+field.ErrorMessage)
	}
	switch {
	case len(parts) > 0:
		return earned + ": " + strings.Join(parts, "; ")
	case said.Message != "":
		return earned + ": " + said.Message
	}
	return earned
}
