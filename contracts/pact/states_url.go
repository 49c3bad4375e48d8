package pact

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// urlStates asks the server's own provider-state change URL, as Pact's tools do: POST with
// {"state", "params", "action"}; the answer's values, if there are any, are used in the request.
type urlStates struct {
	url  string
	http *http.Client
}

func newURLStates(text string, client *http.Client) (urlStates, error) {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Host == "" || parsed.Scheme != "http" && parsed.Scheme != "https" {
		return urlStates{}, errors.New(
			"--state-url must begin with http:// or https:// and name a host")
	}
	return urlStates{text, client}, nil
}

func (u urlStates) setUp(
	ctx context.Context, _ *exercise, state string, params map[string]any,
) (map[string]any, error) {
	return u.change(ctx, stateChange{State: state, Action: "setup", Params: params})
}

func (u urlStates) tearDown(ctx context.Context, state string, params map[string]any) error {
	_, err := u.change(ctx, stateChange{State: state, Action: "teardown", Params: params})
	return err
}

// change passes on a state that is refused with a 4xx: the next source may know it.
func (u urlStates) change(ctx context.Context, change stateChange) (map[string]any, error) {
	encoded, err := json.Marshal(change)
	if err != nil {
		return nil, fmt.Errorf("writing a state change: %w", err)
	}
	status, body, err := post(ctx, u.http, u.url, encoded)
	switch {
	case err != nil:
		return nil, &cannotError{fmt.Sprintf("--state-url does not answer: %v", err), ""}
	case status >= http.StatusInternalServerError:
		return nil, &cannotError{fmt.Sprintf("--state-url answers the state “%s” with %d%s",
			change.State, status, excerpt(body)), ""}
	case status >= http.StatusBadRequest:
		return nil, fmt.Errorf("--state-url %w (%d%s)", errNotMine, status, excerpt(body))
	}
	return readValues(body), nil
}

func post(
	ctx context.Context, client *http.Client, target string, body []byte,
) (int, []byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return 0, nil, plainReason(err)
	}
	request.Header.Set(contentTypePart, jsonType)
	return roundTrip(client, request)
}

func roundTrip(client *http.Client, request *http.Request) (int, []byte, error) {
	response, err := client.Do(request)
	if err != nil {
		return 0, nil, plainReason(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, largestAnswer))
	if err != nil {
		return 0, nil, plainReason(err)
	}
	return response.StatusCode, body, nil
}

// readValues takes the values of an answer that has any; anything but a JSON object has none.
func readValues(body []byte) map[string]any {
	values, _ := decodeObject(body)
	return values
}
