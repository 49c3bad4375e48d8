package proxy

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/mockserver/journal"
)

// Call is a request on its way to the server.
type Call struct {
	World     string
	Traffic   *Traffic           // of that world
	Operation *caseapi.Operation // nil for what the API does not have, of which nothing is judged
	Path      map[string]string  // its parameters, unescaped
	Request   *http.Request      // as the client sent it
	Body      io.Reader          // all of its body
	Reason    string             // what the answer says in X-Mock-Answer
	// Authorization is sent in the place of the client's; empty: that one is.
	Authorization string
}

// key is what the server knows the client by; empty: none.
func (c Call) key() string {
	return cmp.Or(c.Authorization, c.Request.Header.Get(caseapi.AuthorizationHeader))
}

// Outcome is what came of a request.
type Outcome struct {
	Rule   journal.Rule // proxied, upstream-unavailable or rejected
	Status int          // of the server's answer; 0: there was none
	Sent   Body         // of the request, as far as it was read
	Answer Body         // decoded where it was compressed
	Unkept int          // how many bytes the answer has besides
	// Violations are what breaks the documents, the client's before the server's.
	Violations []journal.Violation
	Findings   []report.Finding // the server's of them, with what was expected and with the documented sentences
	Repeated   bool             // the same question had the same answer before, which was right
	Unjudged   string           // why not all of it was judged; empty: it was, or nobody wanted it
	// Problem says why there is no answer, or not all of it: of the server, and empty where the client has left.
	Problem string
	Late    bool // the server took longer than it may
	// Whole says that the client has got the whole answer.
	Whole bool
}

// Exchange is a request and its answer, for whoever looks on. Nothing in it may be changed.
type Exchange struct {
	Call    Call
	Outcome Outcome
	Header  http.Header // of the server's answer
	Began   time.Time
	Took    time.Duration
}

// silence is for what the errors of a proxied request are told to otherwise: its journal entry has them.
var silence = log.New(io.Discard, "", 0)

// forwarding is one request on its way.
type forwarding struct {
	upstream *Upstream
	call     Call
	sent     *capture
	relay    *relay
	status   int // of the server's answer; 0: there was none
	header   http.Header
	failure  error // there is no answer, or not all of it
}

// Forward sends a request to the server and its answer to the client, but for its very end, which the function
// does that it returns. Where the outcome is that the server gave no answer, or that its answer is rejected,
// nothing was written: that is left to the caller.
func (u *Upstream) Forward(w http.ResponseWriter, call Call) (outcome Outcome, end func()) {
	began := time.Now()
	// Else net/http writes no answer before the request has ended. A writer that cannot do it does without.
	_ = http.NewResponseController(w).EnableFullDuplex()
	f := &forwarding{upstream: u, call: call,
		sent: &capture{from: call.Body, length: call.Request.ContentLength}}
	f.relay = f.newRelay(w)
	var passage *passage
	if f.judges() {
		passage = call.Traffic.begin(call)
		defer call.Traffic.leave(passage) // whatever happens
	}
	f.pass()
	outcome = f.outcome(passage)
	if u.options.Observe != nil {
		u.options.Observe(Exchange{Call: call, Outcome: outcome, Header: f.header, Began: began, Took: time.Since(began)})
	}
	switch {
	case outcome.Rule != journal.RuleProxied || f.switched():
		return outcome, func() {}
	case f.failure != nil:
		return outcome, abort
	}
	return outcome, f.relay.end
}

// switched reports whether the connection speaks another protocol now, and is the client's and the server's alone.
func (f *forwarding) switched() bool {
	return f.status == http.StatusSwitchingProtocols && f.failure == nil
}

// abort breaks the connection off, as the server did.
func abort() { panic(http.ErrAbortHandler) }

func (f *forwarding) newRelay(w http.ResponseWriter) *relay {
	switch {
	case !f.judges():
		return newRelay(w, 0, 0)
	case f.upstream.options.Judge == Reject:
		return newRelay(w, judged, 0)
	}
	return newRelay(w, held, f.upstream.options.Patience)
}

// judges reports whether anybody wants to know what is wrong.
func (f *forwarding) judges() bool {
	return f.upstream.options.Judge != Off && f.call.Operation != nil && f.call.Request.Method != http.MethodHead
}

// pass sends the request and relays the answer, as far as there is one.
func (f *forwarding) pass() {
	defer func() {
		switch cause := recover(); cause {
		case nil:
		case http.ErrAbortHandler:
			f.failure = cmp.Or(f.relay.refusal(), errCutShort)
		default:
			panic(cause)
		}
	}()
	// Only beneath a server, the library tells that an answer is cut short.
	ctx := f.call.Request.Context()
	if ctx.Value(http.ServerContextKey) == nil {
		ctx = context.WithValue(ctx, http.ServerContextKey, &http.Server{})
	}
	in := f.call.Request.WithContext(ctx)
	in.Body = f.sent
	(&httputil.ReverseProxy{
		Rewrite: f.rewrite, Transport: f.upstream.transport, FlushInterval: -1,
		BufferPool: &f.upstream.buffers, ErrorLog: silence,
		ModifyResponse: func(response *http.Response) error {
			removeMarks(response.Header) // lest a server speaks for the proxy
			f.status, f.header = response.StatusCode, response.Header.Clone()
			response.Header.Set(journal.AnswerHeader, f.call.Reason)
			return nil
		},
		ErrorHandler: func(_ http.ResponseWriter, _ *http.Request, err error) { f.failure = err },
	}).ServeHTTP(f.relay, in)
}

var errCutShort = errors.New("the server closed the connection before the end of its answer")

// outcome judges what there is, and sends what was held for it.
func (f *forwarding) outcome(passage *passage) Outcome {
	status, answer, unkept, sent := f.relay.settle()
	if f.switched() {
		return Outcome{Rule: journal.RuleProxied, Status: f.status, Whole: true}
	}
	outcome := Outcome{Rule: journal.RuleProxied, Status: status, Sent: f.sent.body(), Answer: answer,
		Unkept: unkept}
	gone := f.relay.refusal() != nil || f.call.Request.Context().Err() != nil
	if f.failure != nil && !gone {
		outcome.Problem, outcome.Late = f.upstream.explain(f.failure)
	}
	outcome.Answer.Whole = answer.Whole && f.failure == nil && status != 0
	found := f.judge(passage, &outcome)
	outcome.Violations, outcome.Findings = found.violations, found.findings
	outcome.Unjudged, outcome.Repeated = found.unjudged, found.repeated
	switch {
	case status == 0:
		outcome.Rule = journal.RuleUnavailable
		return outcome
	case f.upstream.options.Judge == Reject && !sent && found.blamesServer():
		outcome.Rule = journal.RuleRejected
		return outcome
	}
	f.relay.finish(HeaderOf(found.violations), f.failure != nil)
	outcome.Whole = f.failure == nil && f.relay.refusal() == nil && !gone
	return outcome
}
