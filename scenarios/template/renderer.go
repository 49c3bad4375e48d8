package template

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios/fake"
)

// Request is what templates see of a request. What [Needs] does not name may be left out.
type Request struct {
	Path    map[string]string // the path's parameters, unescaped
	Query   url.Values
	Headers http.Header
	Body    any // as caseapi.Decode gives it
}

// view is the request in templates: .request.path, .query, .headers and .body.
type view map[string]any

// Renderer fills in the templates of one answer, for which a bound holds together.
type Renderer struct {
	request Request
	faker   *fake.Faker
	left    budget
	shown   map[string]any // the parts of the request that templates have needed so far
}

// NewRenderer fills in what a request says, and what the faker invents; nil where nothing is to be invented.
func NewRenderer(request Request, faker *fake.Faker) *Renderer {
	return &Renderer{request: request, faker: faker, left: mostWork}
}

// Text fills in one template. The error names its place.
func (r *Renderer) Text(template *Template) (string, error) {
	switch {
	case template.IsFixed():
		return template.text, nil
	case template.insertions != nil:
		filled, err := template.insertions.fill(r.request.Path)
		if err != nil {
			return "", fmt.Errorf("%s: %w", template.place, err)
		}
		return filled, nil
	}
	return template.render(r.show(template.needs), r.faker, &r.left)
}

// Body fills in the templates of a body.
func (r *Renderer) Body(body *Body) ([]byte, error) {
	if body.plain != nil {
		filled, err := r.Text(body.plain)
		return []byte(filled), err
	}
	return body.pieces.render(r)
}

// show makes the parts of the view that a template needs.
func (r *Renderer) show(needs Needs) view {
	if r.shown == nil {
		r.shown = map[string]any{"path": r.request.Path, "body": r.request.Body}
	}
	if needs.Headers && r.shown["headers"] == nil {
		headers := map[string]string{}
		for name, values := range r.request.Headers {
			if name != caseapi.AuthorizationHeader { // so that no answer and no journal repeats the key
				headers[strings.ToLower(name)] = strings.Join(values, ", ")
			}
		}
		r.shown["headers"] = headers
	}
	if needs.Query && r.shown["query"] == nil {
		query := map[string]string{}
		for name, values := range r.request.Query {
			query[name] = values[0]
		}
		r.shown["query"] = query
	}
	return view{"request": r.shown}
}
