package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/scenarios"
	"casemock/scenarios/matcher"
)

// Question is what requests are counted by. What is left out is not asked about; path, query, headers and
// body are as in a scenario's request.
type Question struct {
	Operation caseapi.OperationName `json:"operation"`
	Method    string                `json:"method"`
	Path      json.RawMessage       `json:"path"` // parameters, or the path itself as a string
	Query     json.RawMessage       `json:"query"`
	Headers   json.RawMessage       `json:"headers"`
	Body      json.RawMessage       `json:"body"`
	Status    *int                  `json:"status"`  // 0 is what a fault left without an answer
	AtLeast   bool                  `json:"atLeast"` // a number that may be too small is good enough
}

// Count is what the answer is. Dropped and Undecided are only there when AtLeast was asked for.
type Count struct {
	Count     int     `json:"count"`
	Dropped   *uint64 `json:"dropped,omitempty"`   // how many requests the journal has lost
	Undecided int     `json:"undecided,omitempty"` // how many of those it keeps may fit or not
}

// Count answers a question about this journal, see [CountIn].
func (j *Journal) Count(ctx context.Context, asked Question) (Count, error) {
	return CountIn(ctx, j.Log(), asked)
}

// CountIn answers a question. The error is an [UnsureError], or a [QuestionError], or the context's or the log's.
func CountIn(ctx context.Context, log Log, asked Question) (Count, error) {
	matcher, err := asked.matcher()
	if err != nil {
		return Count{}, QuestionError{err}
	}
	state, err := log.State(ctx)
	if err != nil {
		return Count{}, err
	}
	counted := tally{dropped: state.Dropped}
	for entry, err := range log.NewestFirst(ctx) {
		if err = errors.Join(err, ctx.Err()); err != nil {
			return Count{}, err
		}
		counted.add(matcher.judge(entry))
	}
	if !asked.AtLeast {
		return Count{Count: counted.fit}, counted.doubt()
	}
	return Count{counted.fit, &counted.dropped, counted.cut + counted.redacted}, nil
}

// tally is what counting finds: how many requests fit, and how many others there may be.
type tally struct {
	fit, cut, redacted int
	dropped            uint64
}

func (t *tally) add(found verdict) {
	switch found {
	case fits:
		t.fit++
	case bodyWasCut:
		t.cut++
	case headerIsRedacted:
		t.redacted++
	}
}

// doubt is an error when the number may be too small.
func (t *tally) doubt() error {
	code, reason := "", ""
	switch {
	case t.dropped > 0:
		code = "requests_dropped"
		reason = fmt.Sprintf("the journal has lost %d requests (--journal says how many it keeps)", t.dropped)
	case t.cut > 0:
		code = "body_cut"
		reason = fmt.Sprintf("of %d more requests the journal does not have the whole body", t.cut)
	case t.redacted > 0:
		code = "header_redacted"
		reason = fmt.Sprintf("of %d more requests the journal keeps no more of a secret header than a whole value "+
			"can be compared with", t.redacted)
	default:
		return nil
	}
	return UnsureError{code, fmt.Sprintf(
		`%d requests fit, but there may be others: %s. With "atLeast": true the number is told all the same`,
		t.fit, reason)}
}

// QuestionError says what is wrong with a question.
type QuestionError struct{ reason error }

func (e QuestionError) Error() string { return e.reason.Error() }

// UnsureError says of a question that the journal cannot answer for sure why not.
type UnsureError struct{ Code, Message string }

func (e UnsureError) Error() string { return e.Message }

// verdict is what a matcher says of a journal's entry: whether it fits, or why that cannot be told.
type verdict int

const (
	fitsNot verdict = iota
	fits
	bodyWasCut
	headerIsRedacted
)

// requestMatcher is a [Question] that has been read.
type requestMatcher struct {
	operation caseapi.OperationName
	method    string
	path      string
	status    *int
	request   scenarios.Request // expects the hashes of secret headers
	hidden    []string          // secret headers of which something else is expected than a whole value
	hashed    []string          // secret headers of which a hash is expected
}

func (q Question) matcher() (requestMatcher, error) {
	matcher := requestMatcher{operation: q.Operation, method: q.Method, status: q.Status}
	if _, ok := caseapi.FindOperation(q.Operation); !ok && q.Operation != "" {
		return matcher, fmt.Errorf("there is no operation %q", q.Operation)
	}
	parts := map[string]json.RawMessage{}
	for name, part := range map[string]json.RawMessage{"path": q.Path, "query": q.Query,
		"headers": q.Headers, "body": q.Body} {
		if part != nil {
			parts[name] = part
		}
	}
	if json.Unmarshal(q.Path, &matcher.path) == nil {
		delete(parts, "path")
	}
	text, err := caseapi.Marshal(parts)
	if err != nil {
		return matcher, err
	}
	request, problems := scenarios.ParseRequest("matcher", text)
	if len(problems) > 0 {
		return matcher, errors.New(strings.ReplaceAll(strictyaml.Problems(problems).Error(), "\n", "; "))
	}
	matcher.expect(request)
	return matcher, nil
}

// expect takes over what is expected of a request, hashed where the journal keeps no more than a hash.
func (m *requestMatcher) expect(request scenarios.Request) {
	m.request = request
	m.request.Headers = nil
	for _, header := range request.Headers {
		if isSecret(header.Name) {
			hashed, ok := hashedMatcher(header.Value)
			if !ok {
				m.hidden = append(m.hidden, header.Name)
				continue
			}
			switch header.Value = hashed; hashed.(type) {
			case matcher.Literal, matcher.List, matcher.Containing:
				m.hashed = append(m.hashed, header.Name)
			}
		}
		m.request.Headers = append(m.request.Headers, header)
	}
}

// judge reports whether an entry fits, as far as the journal knows.
func (m *requestMatcher) judge(entry *Entry) verdict {
	if m.operation != "" && m.operation != entry.Operation ||
		m.method != "" && !strings.EqualFold(m.method, entry.Method) ||
		m.path != "" && m.path != entry.Path ||
		m.status != nil && *m.status != entry.Answer.Status {
		return fitsNot
	}
	found, certain := fits, m.request
	if entry.bodyCut && certain.Body != nil {
		found, certain.Body = bodyWasCut, nil
	}
	call := entry.call()
	for _, name := range m.hidden {
		if len(call.Headers[name]) == 0 {
			return fitsNot
		}
		found = headerIsRedacted
	}
	for _, name := range m.hashed {
		if slices.ContainsFunc(call.Headers[name], isForeign) {
			found, certain.Headers = headerIsRedacted, without(certain.Headers, name)
		}
	}
	if !certain.Fits(call) {
		return fitsNot
	}
	return found
}

// without leaves out what is expected of a header.
func without(expected []scenarios.Parameter, name string) []scenarios.Parameter {
	return slices.DeleteFunc(slices.Clone(expected), func(header scenarios.Parameter) bool { return header.Name == name })
}
