package scenarios

import (
	"net/http"
	"net/textproto"
	"slices"
	"time"

	"casemock/contracts/strictyaml"
	"casemock/scenarios/schema"
	"casemock/scenarios/template"
)

func (r *reader) responses(value strictyaml.Value) {
	if !value.Exists() {
		return
	}
	list, ok := value.List()
	if ok && len(list) == 0 {
		value.Note("must have at least one response")
	}
	for _, element := range list {
		r.scenario.Responses = append(r.scenario.Responses, r.response(element))
	}
}

// then reads what comes after the responses. Without times, nobody could say where they end: a last response
// repeats.
func (r *reader) then(value, responses strictyaml.Value) {
	if _, ok := value.OneOf(Sandbox); !ok {
		return
	}
	r.scenario.ThenSandbox = true
	list, ok := responses.List()
	if last := len(list) - 1; ok && last >= 0 && !list[last].Entry("times").Exists() {
		value.Note("comes after the last response, which must say times: how often it answers before that")
	}
}

func (r *reader) response(value strictyaml.Value) Response {
	fields := schema.Read(value, responseKeys)
	response := Response{Times: 1}
	response.Undocumented, _ = fields.Get("undocumented").Bool()
	response.After, _ = fields.Get("after").Bool()
	if fault, ok := fields.Get("fault").OneOf(faultNames()...); ok {
		response.Fault = Fault(fault)
	}
	if times, ok := fields.Get("times").Int(1, mostTimes); ok {
		response.Times = times
	}
	r.status(&response, fields)
	r.delay(&response, fields.Get("delay"))
	response.Headers = r.responseHeaders(fields.Get("headers"))
	r.responseBody(&response, fields.Get("body"))
	return response
}

func (r *reader) status(response *Response, fields strictyaml.Mapping) {
	if !fields.Has("status") {
		r.missingStatus(response, fields)
		return
	}
	value := fields.Get("status")
	status, ok := value.Int(leastStatus, mostStatus)
	if !ok {
		return
	}
	response.Status = status
	operation := r.scenario.Operation
	if operation == nil || response.Undocumented {
		return
	}
	if _, documented := operation.Response(status); !documented {
		value.Note("%d is not documented for %s, only %s are; undocumented: true would allow it",
			status, operation.Name, operation.StatusList())
	}
}

func (r *reader) missingStatus(response *Response, fields strictyaml.Mapping) {
	switch {
	case fields.Value().Kind() != strictyaml.Map:
	case response.Fault.NeedsStatus():
		fields.Value().Note("lacks the key status: the fault %s breaks an answer, which status and"+
			" body describe", response.Fault)
	case !fields.Has("fault"):
		fields.Value().Note("lacks the key status")
	}
}

func (r *reader) delay(response *Response, value strictyaml.Value) {
	switch {
	case !value.Exists():
		fixed := response.Fault.DefaultDelay()
		response.Delay = Delay{fixed, fixed}
	case value.Kind() == strictyaml.Map:
		response.Delay = r.span(value)
	default:
		fixed, _ := value.Duration(MostDelay)
		response.Delay = Delay{fixed, fixed}
	}
}

func (r *reader) span(value strictyaml.Value) Delay {
	fields := schema.Read(value, spanKeys)
	least, okLeast := duration(fields.Get("min"))
	most, okMost := duration(fields.Get("max"))
	if okLeast && okMost && least > most {
		value.Note("has a min of %s that is more than its max of %s", least, most)
	}
	return Delay{least, most}
}

func duration(value strictyaml.Value) (time.Duration, bool) { return value.Duration(MostDelay) }

// ownHeaders are set by the server, whatever a scenario says.
var ownHeaders = []string{"Connection", "Content-Length", "Transfer-Encoding", "X-Mock-Answer"}

func (r *reader) responseHeaders(value strictyaml.Value) []Header {
	if !value.Exists() {
		return nil
	}
	checkHeaderNames(value)
	entries, _ := value.FreeMapping()
	var headers []Header
	for _, entry := range entries {
		name := textproto.CanonicalMIMEHeaderKey(entry.Key)
		if slices.Contains(ownHeaders, name) {
			entry.Note("is set by the server itself")
		}
		text, ok := entry.Value.Text()
		if ok && isHeaderValue(entry.Value, text) {
			headers = append(headers, Header{name, r.templates().Text(entry.Value, text)})
		}
	}
	return headers
}

func (r *reader) responseBody(response *Response, value strictyaml.Value) {
	switch {
	case response.Status == http.StatusNoContent && response.Fault.NeedsStatus():
		value.Note("cannot be sent with a 204, so the fault %s has nothing to break", response.Fault)
	case !value.Exists():
		return
	case value.Kind() == strictyaml.Null:
		value.Note("has no value; leave the key out for the answer that the fake gives by itself")
		return
	case response.Status == http.StatusNoContent:
		value.Note("cannot be sent: a 204 has none")
	}
	response.Body = r.templates().Body(value)
	if r.api != nil {
		r.checkBody(response, value)
	}
}

func (r *reader) templates() template.Reader {
	return template.Reader{Scenario: r.scenario.Name, Operation: r.scenario.Operation}
}
