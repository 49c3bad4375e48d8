package journal

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
	"casemock/scenarios/matcher"
	"casemock/scenarios/template"
)

// The reasons why an entry cannot be a scenario.
var (
	errNoOperation = errors.New("a scenario needs an operation, and this path has none")
	errNoAnswer    = errors.New("there was no answer")
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
// error where the path has no operation, or there was no answer.
func (e *Entry) Scenario(api *caseapi.API, name string, live bool) (string, error) {
	entry := *e
	operation, ok := caseapi.FindOperation(entry.Operation)
	switch {
	case !ok:
		return "", errNoOperation
	case entry.Answer.Status == 0 && entry.Answer.Fault == scenarios.NoFault:
		return "", errNoAnswer
	}
	r := recording{entry: entry, operation: operation}
	scenario := &scenarios.Scenario{
		Name: name, Operation: operation, Live: live,
		Summary: fmt.Sprintf("%s %s is answered as on %s.", entry.Method, entry.Path,
			caseapi.FormatTime(entry.Time)),
		Request:   r.request(),
		Responses: []scenarios.Response{r.response(api)},
	}
	r.remark("Recorded from request %d of world %s.", entry.N, entry.World)
	slices.Reverse(r.remarks)
	return strings.Join(r.remarks, "") + string(scenarios.Format(scenario)), nil
}

func (r *recording) remark(format string, arguments ...any) {
	r.remarks = append(r.remarks, "# "+fmt.Sprintf(format, arguments...)+"\n")
}

func (r *recording) request() scenarios.Request {
	return scenarios.Request{Path: r.path(), Query: r.query(), Headers: r.headers(), Body: r.body()}
}

func (r *recording) path() []scenarios.Parameter {
	var path []scenarios.Parameter
	for name, value := range parametersOf(r.operation, r.entry.Path) {
		path = append(path, scenarios.Parameter{Name: name, Value: matcher.LiteralOf(value)})
	}
	return path
}

// query leaves out what forced the answer: the file is to do that from now on.
func (r *recording) query() []scenarios.Parameter {
	query, _ := url.ParseQuery(r.entry.Query)
	query.Del(CodeParameter)
	return parameters(query)
}

// headers keeps those that the Case API knows; the rest is the client's own affair.
func (r *recording) headers() []scenarios.Parameter {
	headers := r.entry.Headers()
	for name := range headers {
		if !strings.HasPrefix(name, "X-Sf-") {
			headers.Del(name)
		}
	}
	return parameters(headers)
}

// parameters expects the values as they were, sorted by name.
func parameters(values map[string][]string) []scenarios.Parameter {
	var expected []scenarios.Parameter
	for name, texts := range values {
		var value any = texts[0]
		if len(texts) > 1 {
			value = anyOf(texts)
		}
		expected = append(expected, scenarios.Parameter{Name: name, Value: matcher.LiteralOf(value)})
	}
	slices.SortFunc(expected, func(a, b scenarios.Parameter) int { return strings.Compare(a.Name, b.Name) })
	return expected
}

func anyOf(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}

// body is nil where there was none, or one that cannot be matched: any fits then.
func (r *recording) body() matcher.Matcher {
	if len(r.entry.Body) == 0 {
		return nil
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
	if len(answer.Body) > 0 && answer.Fault != scenarios.MalformedJSON {
		response.Body = template.BodyOf(r.answered())
	}
	return response
}

// answered is the answer's body as a decoded JSON value, or as text.
func (r *recording) answered() any {
	body := r.entry.Answer.Body
	if len(body) == KeptBody {
		r.remark("The answer was longer than the journal keeps; the body is its beginning.")
	}
	if value, violations := caseapi.Decode(body); violations == nil {
		return value
	}
	return string(body)
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

// serversHeaders are those that the server writes by itself, besides the ones of CORS.
var serversHeaders = []string{"Allow", "Connection", "Content-Length", "Content-Type", "Date", "Vary",
	PreferenceApplied, AnswerHeader}

// ownHeaders are those that a scenario gave.
func ownHeaders(sent http.Header) []scenarios.Header {
	var own []scenarios.Header
	for _, parameter := range parameters(sent) {
		if slices.Contains(serversHeaders, parameter.Name) ||
			strings.HasPrefix(parameter.Name, "Access-Control-") {
			continue
		}
		value := template.Fixed(strings.Join(sent[parameter.Name], ", "))
		own = append(own, scenarios.Header{Name: parameter.Name, Value: value})
	}
	return own
}
