package pact

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"

	"casemock/contracts/strictyaml"
)

// commandStep runs a program. The values of a command for the shell are not put into its text,
// where they could mean anything, but into the environment, where ${id} finds them.
type commandStep struct {
	words []string
	shell bool
}

func readCommand(value strictyaml.Value) step {
	if value.Kind() == strictyaml.List {
		words, _ := value.Texts()
		if len(words) == 0 {
			value.Note("must name a program")
		}
		return commandStep{words, false}
	}
	line, _ := value.Word()
	return commandStep{[]string{"sh", "-c", line}, true}
}

func (c commandStep) do(
	ctx context.Context, _ stepTools, change stateChange,
) (map[string]any, error) {
	words := make([]string, len(c.words))
	for i, word := range c.words {
		words[i] = word
		if !c.shell {
			words[i] = fillIn(word, change.Params, plainly)
		}
	}
	input, err := json.Marshal(change)
	if err != nil {
		return nil, fmt.Errorf("writing the state: %w", err)
	}
	var output, problems bytes.Buffer
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(input), &output, &problems
	command.Env = append(os.Environ(), environmentOf(change)...)
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w%s", c, err, excerpt(problems.Bytes()))
	}
	return readValues(output.Bytes()), nil
}

// String is the command as it was written.
func (c commandStep) String() string {
	if c.shell {
		return c.words[len(c.words)-1]
	}
	return strings.Join(c.words, " ")
}

// environmentOf tells a command which state is meant. A value never takes the place of a variable
// that is there already.
func environmentOf(change stateChange) []string {
	variables := []string{"CASEPACT_STATE=" + change.State, "CASEPACT_ACTION=" + change.Action}
	for name, value := range change.Params {
		text := fmt.Sprint(value)
		variables = append(variables, "CASEPACT_PARAM_"+strings.ToUpper(name)+"="+text)
		if _, taken := os.LookupEnv(name); !taken && plainName.MatchString(name) {
			variables = append(variables, name+"="+text)
		}
	}
	return variables
}

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
	made.url, _ = fields.Get("url").Word()
	if fields.Has("method") {
		made.method, _ = fields.Get("method").Word()
		made.method = strings.ToUpper(made.method)
	}
	for _, entry := range fields.Get("headers").Entries() {
		made.headers[entry.Key], _ = entry.Value.Text()
	}
	if fields.Has("body") {
		made.body = fields.Get("body").JSON()
	}
	return made
}

func (h httpStep) do(
	ctx context.Context, tools stepTools, change stateChange,
) (map[string]any, error) {
	var body []byte
	if h.body != nil {
		encoded, err := json.Marshal(fillInAll(h.body, change.Params))
		if err != nil {
			return nil, fmt.Errorf("writing the body: %w", err)
		}
		body = encoded
	}
	target := tools.target(fillIn(h.url, change.Params, url.PathEscape))
	request, err := http.NewRequestWithContext(ctx, h.method, target, bytes.NewReader(body))
	if err != nil {
		return nil, plainReason(err)
	}
	if body != nil {
		request.Header.Set(contentTypePart, jsonType)
	}
	for name, value := range h.headers {
		request.Header.Set(name, fillIn(value, change.Params, plainly))
	}
	status, answer, err := roundTrip(tools.http, request)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s %s: %w", h.method, h.url, err)
	case status >= http.StatusMultipleChoices:
		return nil, fmt.Errorf("%s %s is answered with %d%s", h.method, h.url, status, excerpt(answer))
	}
	return readValues(answer), nil
}

// fillIn puts values in the places of ${name}, written as the place needs it; a name without a
// value stays as it is.
func fillIn(text string, values map[string]any, written func(string) string) string {
	return variable.ReplaceAllStringFunc(text, func(place string) string {
		if value, ok := values[place[2:len(place)-1]]; ok {
			return written(fmt.Sprint(value))
		}
		return place
	})
}

func plainly(text string) string { return text }

// fillInAll fills in all texts of a JSON value.
func fillInAll(value any, values map[string]any) any {
	switch value := value.(type) {
	case string:
		return fillIn(value, values, plainly)
	case []any:
		filled := make([]any, len(value))
		for i, element := range value {
			filled[i] = fillInAll(element, values)
		}
		return filled
	case map[string]any:
		filled := make(map[string]any, len(value))
		for name, element := range value {
			filled[name] = fillInAll(element, values)
		}
		return filled
	}
	return value
}
