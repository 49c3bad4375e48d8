package mockserver

import (
	"fmt"
	"maps"
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/mockserver/journal"
	"casemock/mockserver/proxy"
	"casemock/mockserver/sandbox"
	"casemock/mockserver/world"
	"casemock/scenarios"
)

// proxied is the real server's answer, which goes to the client as it comes. With [proxy.Reject], a request that
// breaks the documents gets none.
func (x *exchange) proxied() answer {
	if x.server.upstream.Judge() == proxy.Reject {
		x.body.read()
		call := x.server.callOf(x.request, x.world)
		call.Operation = x.operation
		wrong := x.server.upstream.JudgeRequest(call, x.body.beginning())
		if len(wrong) > 0 {
			x.violations = wrong
			return rejectedRequest(wrong)
		}
	}
	return answer{rule: RuleProxied, relay: x.relay}
}

// relay sends the request on and its answer back, but for the very end.
func (x *exchange) relay(w http.ResponseWriter, asked answer) (sent answer, end func()) {
	outcome, end := x.forward(w, asked.reason())
	return x.server.handOn(w, asked, outcome, end)
}

// throughReal is the real server's answer with headers of a scenario, to be broken as its fault says.
func (x *exchange) throughReal(headers http.Header, fault scenarios.Fault) answer {
	if len(headers) == 0 && fault == scenarios.NoFault {
		return x.proxied()
	}
	result := x.fetched()
	if result.rule == RuleProxied {
		if result.fault == scenarios.NoFault {
			result.fault = fault
		}
		maps.Copy(result.header, headers)
	}
	return result
}

// fetched is the real server's answer as far as it can be held, for what is broken on its way.
func (x *exchange) fetched() answer {
	held := &heldAnswer{header: http.Header{}}
	outcome, end := x.forward(held, string(RuleProxied))
	if outcome.Rule != RuleProxied {
		return x.server.unanswered(outcome)
	}
	if outcome.Whole {
		end()
	}
	held.header.Del(AnswerHeader)
	result := answer{Answer: sandbox.Answer{Status: held.status, Body: sandbox.Body{held.body}}, header: held.header,
		rule: RuleProxied}
	if !outcome.Whole {
		result.fault = scenarios.EmptyResponse
	}
	return result
}

// forward sends the request to the real server, and keeps what it is judged by.
func (x *exchange) forward(w http.ResponseWriter, reason string) (proxy.Outcome, func()) {
	call := x.server.callOf(x.request, x.world)
	call.Operation, call.Path, call.Body, call.Reason = x.operation, x.path, x.body.whole(), reason
	outcome, end := x.server.upstream.Forward(w, call)
	x.body.forwarded(outcome.Sent)
	x.violations, x.unjudged = outcome.Violations, outcome.Unjudged
	x.passed = &passed{call, outcome}
	return outcome, end
}

// passed is an exchange with the real server.
type passed struct {
	call    proxy.Call
	outcome proxy.Outcome
}

// callOf is a request on its way to the real server, without the name of the world in its key.
func (s *Server) callOf(r *http.Request, where *world.World) proxy.Call {
	call := proxy.Call{World: where.Name, Traffic: where.Traffic, Request: r, Body: r.Body,
		Reason: string(RuleProxied)}
	if values := r.Header.Values(caseapi.AuthorizationHeader); len(values) == 1 {
		key, name, _ := SplitKey(s.config.keys, values[0])
		if name != "" {
			call.Authorization = key
		}
	}
	return call
}

// handOn says what of the real server's answer was sent, or sends why there is none.
func (s *Server) handOn(w http.ResponseWriter, asked answer, outcome proxy.Outcome, end func()) (answer, func()) {
	switch {
	case outcome.Rule == RuleProxied:
		asked.Answer = sandbox.Answer{Status: outcome.Status, Body: sandbox.Body{outcome.Answer.Bytes}}
		asked.met, asked.unkept = outcome.Whole, outcome.Unkept
		return asked, end
	case outcome.Rule == RuleUnavailable && outcome.Problem == "":
		asked.rule = RuleUnavailable
		return asked.unsent(), abort // the client has left
	}
	instead := s.unanswered(outcome)
	instead.met = instead.write(w) == nil
	return instead, end
}

// unanswered says why there is nothing of the real server's to send.
func (s *Server) unanswered(outcome proxy.Outcome) answer {
	if outcome.Rule == RuleRejected {
		return rejectedAnswer(outcome)
	}
	s.config.logger.Warn("the real server gave no answer", "problem", outcome.Problem)
	status := http.StatusBadGateway
	if outcome.Late {
		status = http.StatusGatewayTimeout
	}
	away := sandbox.JSON(status, caseapi.ErrorBody{Error: "upstream_unavailable", Message: outcome.Problem + "."})
	away.Because = outcome.Problem
	return answer{Answer: away, rule: RuleUnavailable}
}

// rejectedRequest is the documented 400, which names all that is wrong.
func rejectedRequest(wrong []journal.Violation) answer {
	body := caseapi.BadRequest{Error: "invalid_request", Message: "The request breaks the documents, see fields; " +
		"the server was not asked."}
	for _, violation := range wrong {
		body.Fields = append(body.Fields, caseapi.FieldError{Name: violation.Path, ErrorMessage: violation.Message})
	}
	return answer{Answer: sandbox.JSON(http.StatusBadRequest, body), rule: RuleRejected,
		header: proxy.HeaderOf(wrong)}
}

// rejectedAnswer is a 500 in the place of an answer that breaks the documents.
func rejectedAnswer(outcome proxy.Outcome) answer {
	var wrong []string
	for _, violation := range outcome.Violations {
		if violation.Side == journal.ServerSide {
			wrong = append(wrong, violation.Path+" "+violation.Message)
		}
	}
	return answer{Answer: sandbox.JSON(http.StatusInternalServerError, caseapi.ErrorBody{Error: "answer_rejected",
		Message: fmt.Sprintf("The server's answer %d breaks the documents: %s.", outcome.Status,
			strings.Join(wrong, "; "))}), rule: RuleRejected, header: proxy.HeaderOf(outcome.Violations)}
}

// otherwise answers for what the API does not have: the real server, where there is one.
func (s *Server) otherwise(alone http.HandlerFunc) http.HandlerFunc {
	if s.upstream == nil {
		return alone
	}
	return s.passOn
}

// passOn lets through what is none of the API's business.
func (s *Server) passOn(w http.ResponseWriter, r *http.Request) {
	w.Header().Del("Allow") // which the router has set for an answer of its own
	name, admitted := s.worldOf(r)
	arrived, _ := s.worlds.Arrive(r.Context(), name, admitted) // a proxy's worlds are in memory
	outcome, end := s.upstream.Forward(w, s.callOf(r, arrived.World))
	sent, end := s.handOn(w, answer{rule: RuleProxied}, outcome, end)
	if !asksByItself(r) {
		s.recordUnknown(arrived, r, w.Header(), sent)
	}
	end()
}

// heldAnswer is an answer that is not sent yet.
type heldAnswer struct {
	header http.Header
	status int
	body   []byte
}

// Header is that of the answer.
func (h *heldAnswer) Header() http.Header { return h.header }

// WriteHeader takes the status; what comes before it is dropped.
func (h *heldAnswer) WriteHeader(status int) {
	if status >= http.StatusOK {
		h.status = status
	}
}

// Write keeps the body, up to what can be broken.
func (h *heldAnswer) Write(data []byte) (int, error) {
	h.body = append(h.body, data[:min(len(data), max(mostHeld-len(h.body), 0))]...)
	return len(data), nil
}

// mostHeld is how much of a real server's answer is held to be broken, in bytes.
const mostHeld = 1 << 20
