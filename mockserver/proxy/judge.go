package proxy

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/report"
	"casemock/mockserver/journal"
)

// HeaderViolations is the response header that names the rules that a request or its answer breaks, by commas.
const HeaderViolations = journal.ViolationsHeader

// mostViolations bounds what is said about one exchange: a long list can be wrong in each of its elements.
const mostViolations = 50

// verdict is what is wrong with an exchange.
type verdict struct {
	violations []journal.Violation
	findings   []report.Finding // the server's violations, with what was expected
	unjudged   string           // why not all of it was judged
	repeated   bool             // the same was right before
}

// server adds what the server has done wrong, at a part of an answer to a pair.
func (v *verdict) server(pair caseapi.Pair, part string, found report.Finding) {
	rule := report.RuleAt(pair, part)
	found.RuleID, found.Severity = rule.ID, report.Failure
	if found.Sentence == "" {
		found.Sentence = rule.Sentence
	}
	if len(v.findings) < mostViolations {
		v.findings = append(v.findings, found)
	}
	v.add(journal.ServerSide, rule.ID, found.Path, found.Message)
}

func (v *verdict) add(side journal.Side, rule, path, message string) {
	if len(v.violations) < mostViolations {
		v.violations = append(v.violations, journal.Violation{Side: side, Rule: rule, Path: path, Message: message})
	}
}

func (v *verdict) blamesServer() bool {
	return slices.ContainsFunc(v.violations, func(found journal.Violation) bool {
		return found.Side == journal.ServerSide
	})
}

// statusIsWrong reports whether that was said.
func (v *verdict) statusIsWrong() bool {
	return slices.ContainsFunc(v.findings, func(found report.Finding) bool { return found.Path == report.StatusPart })
}

// HeaderOf names the rules that are broken, each once; nil where none is.
func HeaderOf(violations []journal.Violation) http.Header {
	var rules []string
	for _, found := range violations {
		if !slices.Contains(rules, found.Rule) {
			rules = append(rules, found.Rule)
		}
	}
	if rules == nil {
		return nil
	}
	return http.Header{HeaderViolations: {strings.Join(rules, ", ")}}
}

// judge holds an exchange against the documents and against what was seen before, and takes it in. Of the answer
// it leaves what can be read.
func (f *forwarding) judge(passage *passage, outcome *Outcome) verdict {
	var found verdict
	readable := decoded(f.header, &outcome.Answer)
	if !f.judges() {
		return found
	}
	key := f.call.key()
	known := f.upstream.structures.of(key)
	x := f.asked(outcome)
	if !x.NoKey && x.Status/100 == 2 {
		f.call.Traffic.letIn(key)
	}
	x.Sent = found.request(known, f.call.Operation, f.call.Request.Header, outcome.Sent)
	x.question = f.question(known, x, outcome.Answer)
	if readable == "" && f.call.Traffic.repeats(x) {
		found.repeated = true
		return found
	}
	switch {
	case outcome.Status == 0:
	case readable != "":
		found.unjudged = readable
	case !outcome.Answer.Whole && f.failure == nil:
		found.unjudged = "the answer is larger than 1 MiB"
	case !outcome.Answer.Whole:
		found.unjudged = "the answer broke off"
	default:
		x.Answer = f.judgeShape(known, outcome, &found)
		f.upstream.structures.learn(key, x)
	}
	x.unread = found.unjudged != ""
	api := f.upstream.structures.of(key).api // which this answer may have told
	misshapen := found.blamesServer()
	if misshapen {
		x.question = question{}
	}
	for _, difference := range f.call.Traffic.end(passage, api, x, f.isSettled(&found, outcome)) {
		// Of an answer whose shape is wrong, no more can be said than that there should have been another.
		if !difference.Warning && (!misshapen || difference.Path == report.StatusPart && !found.statusIsWrong()) {
			found.server(f.pair(outcome.Status), difference.Path, report.Finding{Kind: caseapi.SenseRule,
				Path: cmp.Or(difference.Property, difference.Path), Message: difference.Message,
				Expected: difference.Expected, Actual: difference.Actual, Sentence: difference.Row.Sentence})
		}
	}
	return found
}

// isSettled reports whether nothing more is to be said of an answer: it was not judged, or it has a status of which
// the documents leave open when it is answered.
func (f *forwarding) isSettled(found *verdict, outcome *Outcome) bool {
	open := outcome.Status == http.StatusUnprocessableEntity || outcome.Status == http.StatusInternalServerError
	_, documented := f.call.Operation.Response(outcome.Status)
	return found.unjudged != "" || open && documented
}

// judgeShape holds an answer against its schema, and gives what it says.
func (f *forwarding) judgeShape(known *structures, outcome *Outcome, found *verdict) any {
	operation, status := f.call.Operation, outcome.Status
	if _, documented := operation.Response(status); !documented {
		found.server(f.pair(status), report.StatusPart, report.Finding{Kind: caseapi.StatusRule, Path: report.StatusPart,
			Message: fmt.Sprintf("answered %d, which is not documented for %s, only %s are", status, operation.Name,
				operation.StatusList()), Expected: operation.StatusList(), Actual: strconv.Itoa(status)})
		value, _ := caseapi.Decode(outcome.Answer.Bytes)
		return value
	}
	value, violations := known.api.ReadResponse(operation, status, f.header, outcome.Answer.Bytes)
	for _, violation := range violations {
		if !violation.Tolerable() {
			found.server(f.pair(status), known.part(operation, violation.Path), report.Finding{Kind: violation.Rule,
				Path: violation.Path, Message: violation.Message, Expected: violation.Expected, Actual: violation.Actual})
		}
	}
	return value
}

// pair is the documented answer that a rule is about: the one that came, or the one that a right request gets.
func (f *forwarding) pair(status int) caseapi.Pair {
	if _, documented := f.call.Operation.Response(status); !documented {
		status = f.call.Operation.Success().Status
	}
	return caseapi.Pair{Operation: f.call.Operation.Name, Status: status}
}

// asked is what a model is told, but for the bodies. Which keys are right, nobody but the server knows: it says so.
func (f *forwarding) asked(outcome *Outcome) heard {
	header := f.call.Request.Header
	x := heard{Exchange: consistency.Exchange{Operation: f.call.Operation, Path: f.call.Path, Status: outcome.Status}}
	x.NoKey = header.Get(caseapi.AuthorizationHeader) == ""
	x.WrongKey = !x.NoKey && outcome.Status == http.StatusUnauthorized
	x.OddHeader = len(f.call.Operation.ValidateHeaders(header)) > 0
	x.unheard = f.call.Operation.HasBody() && (!outcome.Sent.Whole || caseapi.ValidateContentEncoding(header) != nil)
	x.size = len(outcome.Sent.Bytes) + len(outcome.Answer.Bytes)
	return x
}

// decoded takes the compression off what is kept of an answer, and says why it cannot be read. What the client
// gets has it still.
func decoded(header http.Header, answer *Body) (unreadable string) {
	coding := strings.ToLower(strings.TrimSpace(header.Get("Content-Encoding")))
	switch coding {
	case "", "identity":
		return ""
	case "gzip", "x-gzip":
		reader, err := gzip.NewReader(bytes.NewReader(answer.Bytes))
		if err != nil {
			return "the answer says gzip and is something else"
		}
		plain, err := io.ReadAll(io.LimitReader(reader, judged+1))
		answer.Bytes = plain[:min(len(plain), judged)]
		answer.Whole = answer.Whole && err == nil && len(plain) <= judged
		return ""
	}
	return "the answer is encoded as " + coding
}
