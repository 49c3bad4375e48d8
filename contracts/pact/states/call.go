package states

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/strictyaml"
	"casemock/contracts/transport"
	"casemock/scenarios"
)

// httpStep makes a call.
type httpStep struct {
	method, url string
	headers     map[string]string
	body        any // nil: none
}

func readHTTPStep(value strictyaml.Value) step {
	fields := value.Mapping(strictyaml.Required("url"), strictyaml.Optional("method"),
		strictyaml.Optional("headers"), strictyaml.Optional("body"))
	made := httpStep{method: http.MethodPost, headers: map[string]string{}}
	made.url = readStepURL(fields.Get("url"))
	if fields.Has("method") {
		made.method, _ = fields.Get("method").Word()
		made.method = strings.ToUpper(made.method)
	}
	for _, entry := range fields.Get("headers").Entries() {
		made.headers[entry.Key] = readStepHeader(entry)
	}
	if fields.Has("body") {
		made.body = fields.Get("body").JSON()
	}
	return made
}

// beforePath is a scheme and a host.
var beforePath = regexp.MustCompile(`(?i)^https?://[^/?#]+`)

// readStepURL reads an address, whose host no value of a state chooses.
func readStepURL(value strictyaml.Value) string {
	address, ok := value.Word()
	host := beforePath.FindString(address)
	switch {
	case !ok || address[0] == '/' || host != "" && !contract.Variable.MatchString(host):
	case contract.Variable.MatchString(address):
		value.Note("must begin with http:// or https:// and a host, or with a slash: " +
			"values of a state can stand behind that alone")
	default:
		value.Note("must begin with http:// or https:// and a host, or with a slash")
	}
	if problem := caseapi.Unsendable(address); problem != "" {
		value.Note("%s", problem)
	}
	return address
}

// headerName is what HTTP allows.
var headerName = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

func readStepHeader(entry strictyaml.Entry) string {
	if !headerName.MatchString(entry.Key) {
		entry.KeyValue().Note("%q is no name of a header", entry.Key)
	}
	text, _ := entry.Value.Text()
	if problem := caseapi.Unsendable(text); problem != "" {
		entry.Value.Note("%s", problem)
	}
	return text
}

func (h httpStep) do(
	ctx context.Context, tools tools, change scenarios.StateChange,
) (map[string]any, error) {
	request, err := h.request(ctx, tools, change.Params)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", h.method, h.url, transport.PlainReason(err))
	}
	got, err := transport.Ask(tools.HTTP, request)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s %s: %w", h.method, h.url, err)
	case !got.Succeeded():
		return nil, fmt.Errorf("%s %s is answered with %s", h.method, h.url, got)
	}
	return readValues(got.Body), nil
}

func (h httpStep) request(
	ctx context.Context, tools tools, values map[string]any,
) (*http.Request, error) {
	target, err := fillInURL(h.url, values)
	if err != nil {
		return nil, err
	}
	body, err := h.filledBody(values)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, h.method, tools.target(target),
		bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if body != nil {
		request.Header.Set(report.ContentTypePart, contract.JSONType)
	}
	for name, value := range h.headers {
		filled, err := fillIn(value, values, headerText)
		if err != nil {
			return nil, err
		}
		request.Header.Set(name, filled)
	}
	return request, nil
}

func (h httpStep) filledBody(values map[string]any) ([]byte, error) {
	if h.body == nil {
		return nil, nil
	}
	filled, err := fillInAll(h.body, values)
	if err != nil {
		return nil, err
	}
	return json.Marshal(filled)
}

// fillInURL puts values into the path and the query of an address, where they mean nothing but
// themselves.
func fillInURL(address string, values map[string]any) (string, error) {
	path, query := address, ""
	if at := strings.IndexAny(address, "?#"); at >= 0 {
		path, query = address[:at], address[at:]
	}
	for _, part := range []struct {
		text    *string
		written func(any) (string, error)
	}{{&path, PathText}, {&query, Text}} {
		filled, err := fillIn(*part.text, values, func(value any) (string, error) {
			text, err := part.written(value)
			return escaped(text), err
		})
		if err != nil {
			return "", err
		}
		*part.text = filled
	}
	return path + query, nil
}
