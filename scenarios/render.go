package scenarios

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"casemock/contracts"
)

// Rendered is a response to one call, ready to be sent. Delay and fault are those of the
// [Response].
type Rendered struct {
	Status      int // 0 for a fault that stands without one
	Headers     http.Header
	ContentType string // empty without a body
	Body        []byte
	// HasBody is false where the response has none: then the answer is the sandbox's own for a 2xx,
	// and [ErrorBody] otherwise.
	HasBody bool
}

// view is the request as a template sees it: .request.path, .query, .headers and .body.
type view map[string]any

// Render fills the response's templates in. A template that cannot be filled in is an error that
// names the scenario and the field.
func (r *Response) Render(call Call, faker *Faker) (Rendered, error) {
	rendered := Rendered{Status: r.Status, HasBody: r.Body != nil}
	renderer := renderer{faker: faker, call: call}
	if err := renderer.headers(&rendered, r.Headers); err != nil {
		return Rendered{}, err
	}
	if r.Body == nil {
		return rendered, nil
	}
	body, err := r.Body.render(&renderer)
	if err != nil {
		return Rendered{}, err
	}
	rendered.Body = body
	if rendered.ContentType == "" {
		rendered.ContentType = r.Body.contentType()
	}
	return rendered, nil
}

// renderer is one rendering of a response.
type renderer struct {
	faker  *Faker
	call   Call
	shown  view // of the call; made when the first template needs it
	output bytes.Buffer
	// encoder writes to output; made when the first value needs it.
	encoder *json.Encoder
}

func (r *renderer) text(template *Template) (string, error) {
	if template.IsFixed() {
		return template.text, nil
	}
	if r.shown == nil {
		r.shown = r.call.view()
	}
	return template.render(r.shown, r.faker)
}

func (r *renderer) headers(rendered *Rendered, headers []Header) error {
	for _, header := range headers {
		value, err := r.text(header.Value)
		if err != nil {
			return err
		}
		if strings.ContainsAny(value, "\r\n\x00") {
			return fmt.Errorf("%s: makes a header of several lines", header.Value.place)
		}
		if header.Name == "Content-Type" {
			rendered.ContentType = value
			continue
		}
		if rendered.Headers == nil {
			rendered.Headers = http.Header{}
		}
		rendered.Headers[header.Name] = append(rendered.Headers[header.Name], value)
	}
	return nil
}

// view shows a call to templates. The key is kept from them, so that no answer and no journal
// repeats it.
func (c Call) view() view {
	headers := make(map[string]string, len(c.Headers))
	for name, values := range c.Headers {
		if name != contracts.AuthorizationHeader {
			headers[strings.ToLower(name)] = strings.Join(values, ", ")
		}
	}
	query := make(map[string]string, len(c.Query))
	for name, values := range c.Query {
		query[name] = values[0]
	}
	return view{"request": map[string]any{
		"path": c.Path, "query": query, "headers": headers, "body": c.Body,
	}}
}
