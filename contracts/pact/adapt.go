package pact

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/creation"
	"casemock/contracts/target"
)

// What Pact asks to be sent is an example. It is adapted to the server under test in these
// respects and no others: the key; ids that no state names and that must exist, or that the request
// names itself although the API gave what was made for its states another; custom fields,
// which are the server's own; and posts and titles, which a server may take only once. None of
// these is demanded back by a matcher of the contract, but for the title, which vary changes there
// as well.

// incoming is the request of the contract as Pact sends it, with the key of this server.
func (v *verification) incoming(request *http.Request) (target.Call, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return target.Call{}, fmt.Errorf("reading the request of the contract: %w", err)
	}
	made := target.Call{Method: request.Method, Path: request.URL.EscapedPath(), Headers: http.Header{}}
	if request.URL.RawQuery != "" {
		made.Path += "?" + request.URL.RawQuery
	}
	for name, values := range request.Header {
		if !hopHeaders[name] {
			made.Headers[name] = values
		}
	}
	made.Headers.Set("User-Agent", userAgent)
	if made.Headers.Get(caseapi.AuthorizationHeader) == contract.KeyPlaceholder {
		made = made.With(caseapi.AuthorizationHeader, v.options.APIKey)
	}
	if len(body) > 0 {
		made.Body = body
	}
	return made, nil
}

// hopHeaders concern the connection between Pact and us.
var hopHeaders = map[string]bool{
	"Accept-Encoding": true, "Connection": true, "Content-Length": true, "Host": true,
	"X-Forwarded-For": true, "X-Forwarded-Host": true, "X-Forwarded-Proto": true,
}

// adapt changes the example to one that this server can be expected to take. The error says why
// there is none. A wrong request stays as wrong as it is, and a user's own as it is.
func (e *check) adapt(ctx context.Context, example target.Call) (target.Call, error) {
	if e.Interaction.Operation == nil {
		return example, nil
	}
	var err error
	if example, err = e.nameMade(ctx, example); err != nil {
		return example, err
	}
	example.Path = e.adaptPath(ctx, example.Path)
	body, ok := decodeObject(example.Body)
	if !ok || !e.Interaction.BuiltIn || e.Interaction.IsWrong() {
		return example, nil
	}
	if body, err = e.adaptBody(ctx, body); err != nil {
		return example, err
	}
	encoded, err := caseapi.Marshal(body)
	if err != nil {
		return example, fmt.Errorf("adapting the request: %w", err)
	}
	example.Body = encoded
	return example, nil
}

// adaptPath puts an id that exists in the place of one that no state names: whether a wrong key is
// noticed before an unknown id is not documented.
func (e *check) adaptPath(ctx context.Context, path string) string {
	if e.Interaction.Status != http.StatusUnauthorized || len(e.values) > 0 {
		return path
	}
	id, template := "", e.Interaction.Operation.Path
	switch {
	case !strings.Contains(template, "{id}"):
	case e.Interaction.Writes(caseapi.CaseObject):
		id = idOf(e.v.testData.NewCase(ctx))
	case strings.HasPrefix(template, "/case/"):
		id = idOf(e.v.testData.Case(ctx))
	default:
		id = idOf(e.v.testData.Customer(ctx))
	}
	if id == "" {
		return path
	}
	return strings.Replace(template, "{id}", url.PathEscape(id), 1)
}

// idOf is empty where nothing could be made: the example's id is then as good as any.
func idOf(made *creation.Object, err error) string {
	if err != nil {
		return ""
	}
	return made.ID
}

func (e *check) adaptBody(ctx context.Context, body map[string]any) (map[string]any, error) {
	switch e.Interaction.Operation.Request {
	case caseapi.NewCaseSchema, caseapi.CaseUpdateSchema:
		return e.adaptCase(ctx, body), nil
	case caseapi.NewCustomerSchema, caseapi.CustomerUpdateSchema:
		return e.adaptCustomer(ctx, body)
	case caseapi.CustomerSearchSchema:
		return e.adaptSearch(ctx, body)
	}
	return body, nil
}
