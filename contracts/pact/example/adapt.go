package example

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/pact/creation"
	"casemock/contracts/target"
)

// Example is the request of one expectation.
type Example struct {
	Interaction *contract.Interaction
	Values      map[string]any   // of its states
	Customer    *creation.Object // made for its states through the API; nil otherwise
	Case        *creation.Object
	Server      Server
}

// Server is the server that an example is adapted to.
type Server struct {
	Client *target.Client
	Meta   *target.Meta
	Data   *creation.Data
	// GivenCustomer is true where cases hang on a customer that the user named.
	GivenCustomer bool
	// LookUp reads the object at a path. The problem, empty where there is none, follows it in a sentence.
	LookUp func(ctx context.Context, path string) (object map[string]any, problem string)
}

// Adapt changes the example to one that this server can be expected to take. The error says why
// there is none. A wrong request stays as wrong as it is, and a user's own as it is.
func (e *Example) Adapt(ctx context.Context, example target.Call) (target.Call, error) {
	if e.Interaction.Operation == nil {
		return example, nil
	}
	var err error
	if example, err = e.nameMade(ctx, example); err != nil {
		return example, err
	}
	example.Path = e.adaptPath(ctx, example.Path)
	body, ok := objectIn(example.Body)
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
func (e *Example) adaptPath(ctx context.Context, path string) string {
	if e.Interaction.Status != http.StatusUnauthorized || len(e.Values) > 0 {
		return path
	}
	id, template := "", e.Interaction.Operation.Path
	switch {
	case !strings.Contains(template, "{id}"):
	case e.Interaction.Writes(caseapi.CaseObject):
		id = idOf(e.Server.Data.NewCase(ctx))
	case strings.HasPrefix(template, "/case/"):
		id = idOf(e.Server.Data.Case(ctx))
	default:
		id = idOf(e.Server.Data.Customer(ctx))
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

func (e *Example) adaptBody(ctx context.Context, body map[string]any) (map[string]any, error) {
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

// objectIn is a body that is an object.
func objectIn(body []byte) (map[string]any, bool) {
	value, _ := caseapi.Decode(body)
	object, ok := value.(map[string]any)
	return object, ok
}
