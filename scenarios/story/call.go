package story

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
	"casemock/contracts/target"
	"casemock/contracts/transport"
)

// call makes the request, with values in the place of references, and begins what a model is told of it.
func (p *Player) call(step *Step, played *Played) (target.Call, error) {
	told := &played.Told
	told.Operation, told.Path = step.Operation, map[string]string{}
	path, err := p.path(step, told.Path)
	if err != nil {
		return target.Call{}, err
	}
	call := p.client.Read(path)
	if step.Body != nil {
		body, err := p.answers.fill(step.Body)
		if err != nil {
			return target.Call{}, p.explain(err)
		}
		call = p.client.Write(step.Operation.Method, path, p.complete(step.Operation, body))
		told.Sent, _ = caseapi.Decode(call.Body)
	}
	call.Method = step.Operation.Method
	return p.headers(step, call, told)
}

func (p *Player) path(step *Step, parameters map[string]string) (string, error) {
	path := step.Operation.Path
	for _, name := range step.Operation.PathParameters() {
		text, err := p.answers.text(step.Path[name])
		if err != nil {
			return "", p.explain(err)
		}
		parameters[name] = text
		path = strings.Replace(path, "{"+name+"}", url.PathEscape(text), 1)
	}
	query := url.Values{}
	for name, text := range step.Query {
		value, err := p.answers.text(text)
		if err != nil {
			return "", p.explain(err)
		}
		query.Set(name, value)
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path, nil
}

// headers sets those of the step, and says what is odd about them.
func (p *Player) headers(step *Step, call target.Call, told *consistency.Exchange) (target.Call, error) {
	key := call.Headers.Get(caseapi.AuthorizationHeader)
	for _, name := range slices.Sorted(maps.Keys(step.Headers)) {
		value, err := p.answers.text(step.Headers[name])
		if err != nil {
			return call, p.explain(err)
		}
		if problem := caseapi.Unsendable(value); problem != "" {
			return call, fmt.Errorf("the header %s %s", name, problem)
		}
		call = call.With(name, value)
	}
	given := call.Headers.Get(caseapi.AuthorizationHeader)
	told.NoKey, told.WrongKey = given == "" && key != "", given != "" && given != key
	told.OddHeader = len(step.Operation.ValidateHeaders(call.Headers)) > 0
	return call, nil
}

// explain says why a value is not there, of a name whose answer is.
func (p *Player) explain(err error) error {
	var missing *missingError
	if !errors.As(err, &missing) || p.named[missing.name] == 0 {
		return err
	}
	number := p.named[missing.name]
	exchange := p.Played[number-1].Exchange
	if exchange.Status == 0 {
		return fmt.Errorf("%w: step %d was not answered", err, number)
	}
	return fmt.Errorf("%w: step %d was answered %d%s", err, number, exchange.Status,
		transport.Excerpt([]byte(exchange.ResponseBody)))
}
