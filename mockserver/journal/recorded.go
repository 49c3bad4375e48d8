package journal

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
	"casemock/scenarios/matcher"
	"casemock/scenarios/template"
)

// The reasons why an entry cannot be a scenario.
var (
	errNoOperation = errors.New("a scenario needs an operation, and this path has none")
	errNoAnswer    = errors.New("there was no answer")
	errCut         = errors.New("the journal keeps only the beginning of the answer's body, and a scenario would " +
		"pass it off as the whole")
)

// recording is an entry of the journal on its way to a scenario that replays it: it expects of a request what
// makes it this one and not a detail more, and answers to the letter.
type recording struct {
	entry     Entry
	operation *caseapi.Operation
	remarks   []string // what the scenario cannot say
}

// ScenarioName is what the entry's scenario is called where nobody gives another name: its own in a world.
func (e *Entry) ScenarioName() string {
	answer := string(e.Answer.Fault)
	if e.Answer.Status != 0 {
		answer = strconv.Itoa(e.Answer.Status)
	}
	return fmt.Sprintf("recorded/%s-%s-%d", e.Operation, answer, e.N)
}

// Scenario writes the entry as a document of a scenario file, which answers such a request so again. It is an
// error where the path has no operation, there was no answer or not all of it is kept, and where the file would
// not pass lint, as under a name that promises another answer.
func (e *Entry) Scenario(api *caseapi.API, name string, live bool) (string, error) {
	entry := *e
	operation, ok := caseapi.FindOperation(entry.Operation)
	switch {
	case !ok:
		return "", errNoOperation
	case entry.Answer.Status == 0 && entry.Answer.Fault == scenarios.NoFault:
		return "", errNoAnswer
	case entry.Answer.isCut() && entry.Answer.Fault != scenarios.MalformedJSON:
		return "", errCut
	}
	r := recording{entry: entry, operation: operation}
	scenario := &scenarios.Scenario{
		Name: name, Operation: operation, Live: live,
		Summary: fmt.Sprintf("%s %s is answered as on %s.", entry.Method, entry.Path,
			caseapi.FormatTime(entry.Time)),
		Request:   r.request(),
		Responses: []scenarios.Response{r.response(api)},
	}
	if live {
		r.warn(scenario.Request)
	}
	r.remark("Recorded from request %d of world %s.", entry.N, entry.World)
	slices.Reverse(r.remarks)
	text := strings.Join(r.remarks, "") + string(scenarios.Format(scenario))
	if _, problems := scenarios.Parse(api, name, []byte(text)); len(problems) > 0 {
		return "", errors.New(problems[0].Message)
	}
	return text, nil
}

// warn says where a live scenario would answer more than what was recorded.
func (r *recording) warn(request scenarios.Request) {
	if len(request.Path)+len(request.Query)+len(request.Headers) == 0 && request.Body == nil {
		r.remark("It expects nothing: while it is live, it answers every %s.", r.operation.Name)
	}
	if r.entry.Answer.Status == http.StatusUnauthorized && r.entry.Answer.Rule == RuleSandbox {
		r.remark("The key was refused, which comes before all scenarios: this one answers those with a right key.")
	}
}

func (r *recording) remark(format string, arguments ...any) {
	r.remarks = append(r.remarks, "# "+fmt.Sprintf(format, arguments...)+"\n")
}

func (r *recording) request() scenarios.Request {
	return scenarios.Request{Path: r.path(), Query: r.query(), Headers: r.headers(), Body: r.body()}
}

func (r *recording) path() []scenarios.Parameter {
	path := map[string][]string{}
	for name, value := range parametersOf(r.operation, r.entry.Path) {
		path[name] = []string{value}
	}
	return r.parameters("path", path)
}

// query leaves out what forced the answer: the file is to do that from now on.
func (r *recording) query() []scenarios.Parameter {
	query, _ := url.ParseQuery(r.entry.Query)
	query.Del(CodeParameter)
	return r.parameters("query", query)
}

// headers keeps those that the Case API knows; the rest is the client's own affair.
func (r *recording) headers() []scenarios.Parameter {
	headers := r.entry.Headers()
	for name := range headers {
		if !strings.HasPrefix(name, "X-Sf-") {
			headers.Del(name)
		}
	}
	return r.parameters("headers", headers)
}

// parameters expects the values as they were, sorted by name. What is no text cannot be written in a file.
func (r *recording) parameters(where string, values map[string][]string) []scenarios.Parameter {
	var expected []scenarios.Parameter
	for _, name := range slices.Sorted(maps.Keys(values)) {
		texts := values[name]
		switch {
		case name == "" || !utf8.ValidString(name+strings.Join(texts, "")):
			r.remark("Something in its %s is no text that can be matched; anything fits there.", where)
		case len(texts) > 1:
			expected = append(expected, scenarios.Parameter{Name: name, Value: matcher.LiteralOf(anyOf(texts))})
		default:
			expected = append(expected, scenarios.Parameter{Name: name, Value: matcher.LiteralOf(texts[0])})
		}
	}
	return expected
}

func anyOf(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}

// body is nil where one cannot be expected or cannot be matched: any fits then.
func (r *recording) body() matcher.Matcher {
	switch {
	case !r.operation.HasBody():
		return nil
	case r.entry.bodyCut:
		r.remark("The journal does not keep all of the body; any body fits.")
		return nil
	case len(r.entry.Body) == 0:
		return matcher.Absent{}
	}
	value, _ := caseapi.DecodeRequest(r.entry.Body)
	if value == nil {
		r.remark("The body was not JSON that can be matched; any body fits.")
		return nil
	}
	return matcher.LiteralOf(value)
}

func (r *recording) response(api *caseapi.API) scenarios.Response {
	answer := r.entry.Answer
	response := scenarios.Response{Status: answer.Status, Times: 1, Fault: answer.Fault, Delay: r.delay(),
		Headers: ownHeaders(answer.Headers())}
	if answer.Status == 0 {
		return response
	}
	response.Undocumented = len(api.ValidateResponse(r.operation, answer.Status, answer.Headers(), answer.Body)) > 0
	if answer.Status != http.StatusNoContent && answer.Fault != scenarios.MalformedJSON {
		response.Body = template.BodyOf(answered(answer)) // without one, the sandbox would fill it in
	}
	return response
}

// answered is the answer's body as a decoded JSON value, or as text.
func answered(answer Answer) any {
	value, violations := caseapi.Decode(answer.Body)
	if violations != nil || !caseapi.IsJSON(answer.Headers().Get("Content-Type")) {
		return string(answer.Body)
	}
	return value
}

// noticeable is the least delay that is recorded: a shorter time is the server's own.
const noticeable = 20 * time.Millisecond

// delay is what a scenario took; these faults take none.
func (r *recording) delay() scenarios.Delay {
	answer, took := r.entry.Answer, r.entry.Duration.Round(time.Millisecond)
	immediate := answer.Fault == scenarios.ConnectionReset || answer.Fault == scenarios.EmptyResponse
	if answer.Scenario == "" || immediate || took < noticeable {
		return scenarios.Delay{}
	}
	return scenarios.Delay{Min: took, Max: took}
}

// serversHeaders are those that the server writes by itself, besides the ones of CORS, and those of a real server
// that no file is to have.
var serversHeaders = []string{"Allow", "Connection", "Content-Length", "Date", "Vary",
	PreferenceApplied, AnswerHeader, ViolationsHeader, SurprisesHeader, "Content-Encoding", "Set-Cookie"}

// usualTypes are the content types that a scenario's body has where nothing is said of it.
var usualTypes = []string{"application/json", "text/plain; charset=utf-8"}

// ownHeaders are those that a scenario gave.
func ownHeaders(sent http.Header) []scenarios.Header {
	var own []scenarios.Header
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		byItself := name == "Content-Type" && slices.Contains(usualTypes, sent.Get(name))
		if byItself || slices.Contains(serversHeaders, name) || strings.HasPrefix(name, "Access-Control-") {
			continue
		}
		own = append(own, scenarios.Header{Name: name, Value: template.Fixed(strings.Join(sent[name], ", "))})
	}
	return own
}
