package scenarios

import (
	"fmt"
	"net/http"

	"casemock/scenarios/fake"
	"casemock/scenarios/template"
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

// Needs is what the response's templates look at, all of them together.
func (r *Response) Needs() template.Needs {
	var needs template.Needs
	for _, header := range r.Headers {
		needs.Add(header.Value.Needs())
	}
	if r.Body != nil {
		needs.Add(r.Body.Needs())
	}
	return needs
}

// Render fills the response's templates in. Of call and faker, what [Response.Needs] does not name may
// be left out. A template that cannot be filled in is an error that names the scenario and the field.
func (r *Response) Render(call Call, faker *fake.Faker) (Rendered, error) {
	rendered := Rendered{Status: r.Status, HasBody: r.Body != nil}
	renderer := template.NewRenderer(template.Request{
		Path: call.Path, Query: call.Query, Headers: call.Headers, Body: call.Body,
	}, faker)
	if err := rendered.headers(renderer, r.Headers); err != nil {
		return Rendered{}, err
	}
	if r.Body == nil {
		return rendered, nil
	}
	body, err := renderer.Body(r.Body)
	if err != nil {
		return Rendered{}, err
	}
	rendered.Body = body
	switch {
	case rendered.ContentType != "":
	case r.Body.IsText():
		rendered.ContentType = textContentType
	default:
		rendered.ContentType = jsonContentType
	}
	return rendered, nil
}

func (r *Rendered) headers(renderer *template.Renderer, headers []Header) error {
	for _, header := range headers {
		value, err := renderer.Text(header.Value)
		if err != nil {
			return err
		}
		if wrong := wrongInHeader(value); wrong != "" {
			return fmt.Errorf("%s: makes a header %s", header.Value.Place(), wrong)
		}
		if header.Name == "Content-Type" {
			r.ContentType = value
			continue
		}
		if r.Headers == nil {
			r.Headers = http.Header{}
		}
		r.Headers[header.Name] = append(r.Headers[header.Name], value)
	}
	return nil
}
