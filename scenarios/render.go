package scenarios

import (
	"fmt"
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
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

// Render fills the response's templates in. Of call and faker, what [Response.Needs] does not name may
// be left out. A template that cannot be filled in is an error that
// names the scenario and the field.
func (r *Response) Render(call Call, faker *Faker) (Rendered, error) {
	rendered := Rendered{Status: r.Status, HasBody: r.Body != nil}
	renderer := renderer{faker: faker, call: call, left: mostWork}
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
	faker *Faker
	call  Call
	left  budget         // of all templates together
	shown map[string]any // of the call: the parts that templates have needed so far
}

func (r *renderer) text(template *Template) (string, error) {
	switch {
	case template.IsFixed():
		return template.text, nil
	case template.insertions != nil:
		filled, err := template.insertions.fill(r.call.Path)
		if err != nil {
			return "", fmt.Errorf("%s: %w", template.place, err)
		}
		return filled, nil
	}
	return template.render(r.show(template.needs), r.faker, &r.left)
}

func (r *renderer) headers(rendered *Rendered, headers []Header) error {
	for _, header := range headers {
		value, err := r.text(header.Value)
		if err != nil {
			return err
		}
		if letter, found := forbiddenInHeaders(value); found {
			return fmt.Errorf("%s: makes a header %s", header.Value.place, ofForbidden(letter))
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

// show makes the parts of the view that a template needs.
func (r *renderer) show(needs Needs) view {
	if r.shown == nil {
		r.shown = map[string]any{"path": r.call.Path, "body": r.call.Body}
	}
	if needs.Headers && r.shown["headers"] == nil {
		r.shown["headers"] = r.call.headersView()
	}
	if needs.Query && r.shown["query"] == nil {
		r.shown["query"] = r.call.queryView()
	}
	return view{"request": r.shown}
}

// headersView keeps the key from templates, so that no answer and no journal repeats it.
func (c Call) headersView() map[string]string {
	headers := make(map[string]string, len(c.Headers))
	for name, values := range c.Headers {
		if name != caseapi.AuthorizationHeader {
			headers[strings.ToLower(name)] = strings.Join(values, ", ")
		}
	}
	return headers
}

func (c Call) queryView() map[string]string {
	query := make(map[string]string, len(c.Query))
	for name, values := range c.Query {
		query[name] = values[0]
	}
	return query
}
