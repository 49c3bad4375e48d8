package example

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/creation"
	"casemock/contracts/pact/states"
	"casemock/contracts/report"
	"casemock/contracts/target"
)

// nameMade puts the ids of what was made through the API into a request that takes no values from
// its states: in the versions 1 and 2 of Pact there is no way to, so that a request names what a
// prepared server would have. What the server has is left as it is, and what it must not have.
func (e *Example) nameMade(ctx context.Context, example target.Call) (target.Call, error) {
	if len(e.Interaction.StateUses()) > 0 || e.Interaction.Status == http.StatusNotFound {
		return example, nil
	}
	path, err := e.nameMadeInPath(ctx, example.Path)
	if err != nil {
		return example, err
	}
	example.Path = path
	return e.nameMadeCustomer(ctx, example)
}

func (e *Example) nameMadeInPath(ctx context.Context, target string) (string, error) {
	path, query, _ := strings.Cut(target, "?")
	segments := strings.Split(path, "/")
	at := slices.Index(strings.Split(e.Interaction.Operation.Path, "/"), "{id}")
	made := e.madeCustomer()
	if strings.HasPrefix(e.Interaction.Operation.Path, "/case/") {
		made = e.Case
	}
	if made == nil || at < 0 || at >= len(segments) {
		return target, nil
	}
	named, err := url.PathUnescape(segments[at])
	if err != nil {
		return target, nil //nolint:nilerr // an id that is malformed on purpose stays so
	}
	id, err := e.namedOrMade(ctx, named, made)
	segments[at] = url.PathEscape(id)
	return strings.TrimSuffix(strings.Join(segments, "/")+"?"+query, "?"), err
}

func (e *Example) nameMadeCustomer(ctx context.Context, example target.Call) (target.Call, error) {
	body, isObject := objectIn(example.Body)
	named, isText := body["customerId"].(string)
	made := e.madeCustomer()
	if !isObject || !isText || made == nil || e.Interaction.IsWrong() {
		return example, nil
	}
	id, err := e.namedOrMade(ctx, named, made)
	if err != nil || id == named {
		return example, err
	}
	body["customerId"] = id
	if example.Body, err = caseapi.Marshal(body); err != nil {
		return example, fmt.Errorf("adapting the request: %w", err)
	}
	return example, nil
}

// madeCustomer is the customer of the states, or the one whose case was made; nil where there is none.
func (e *Example) madeCustomer() *creation.Object {
	if e.Customer == nil && e.Case != nil {
		return &creation.Object{Type: caseapi.CustomerObject, ID: e.Case.CustomerID}
	}
	return e.Customer
}

// namedOrMade is the id that a request names if the server has it, otherwise that of what was made.
// Where the expected answer names it, too, another would be wrong.
func (e *Example) namedOrMade(
	ctx context.Context, named string, made *creation.Object,
) (string, error) {
	if named == made.ID {
		return named, nil
	}
	if _, problem := e.Server.LookUp(ctx, creation.PathOf(made.Type, named)); problem == "" {
		return named, nil
	}
	response, _ := e.Interaction.Document["response"].(map[string]any)
	if mentionsText(response["body"], named) {
		return named, report.Obstacle("the pact names "+named+" in the request and in the answer, and "+
			"what is made through the API gets an id of the server's own", states.Remedy)
	}
	return made.ID, nil
}

// mentionsText reports whether a text stands in a JSON value, be it as a part.
func mentionsText(value any, text string) bool {
	switch value := value.(type) {
	case string:
		return strings.Contains(value, text)
	case []any:
		return slices.ContainsFunc(value, func(element any) bool { return mentionsText(element, text) })
	case map[string]any:
		for _, element := range value {
			if mentionsText(element, text) {
				return true
			}
		}
	}
	return false
}
