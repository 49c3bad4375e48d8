package states

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
	"casemock/contracts/transport"
	"casemock/scenarios"
)

// urlSource asks the server's own provider-state change URL, as Pact's tools do: POST with
// {"state", "params", "action"}; the answer's values, if there are any, are used in the request.
type urlSource struct {
	url  *url.URL
	http *http.Client
}

func newURLSource(text string, client *http.Client) (urlSource, error) {
	if problem := caseapi.Unsendable(text); problem != "" {
		return urlSource{}, errors.New("--state-url " + problem)
	}
	parsed, err := url.Parse(text)
	if err != nil || !isWeb(parsed) {
		return urlSource{}, errors.New(
			"--state-url must begin with http:// or https:// and name a host")
	}
	return urlSource{parsed, client}, nil
}

func isWeb(address *url.URL) bool {
	return address.Host != "" && (address.Scheme == "http" || address.Scheme == "https")
}

// SetUp asks for a setup.
func (u urlSource) SetUp(
	ctx context.Context, state string, params map[string]any,
) (map[string]any, error) {
	change := scenarios.StateChange{State: state, Action: "setup", Params: params}
	got, err := u.change(ctx, change)
	if err != nil {
		return nil, err
	}
	values, problem := valuesOf(got.Body)
	if problem != "" {
		return nil, halfDoneError{report.Obstacle(fmt.Sprintf(
			"--state-url answers the state “%s” with %d and %s%s", state, got.Status, problem,
			transport.Excerpt(got.Body)), "")}
	}
	return values, nil
}

// TearDown asks for a teardown.
func (u urlSource) TearDown(ctx context.Context, state string, params map[string]any) error {
	_, err := u.change(ctx, scenarios.StateChange{State: state, Action: "teardown", Params: params})
	return err
}

// change takes a 2xx alone for a change. A state that the URL says it does not know is passed on:
// the next source may know it.
func (u urlSource) change(ctx context.Context, change scenarios.StateChange) (*transport.Answer, error) {
	encoded, err := json.Marshal(change)
	if err != nil {
		return nil, fmt.Errorf("writing a state change: %w", err)
	}
	got, err := u.post(ctx, encoded)
	switch {
	case err != nil:
		problem := report.Obstacle(fmt.Sprintf("--state-url does not answer: %v", err), "")
		if network := (*net.OpError)(nil); errors.As(err, &network) && network.Op == "dial" {
			return nil, problem
		}
		return nil, halfDoneError{problem} // it may have been heard
	case got.Succeeded():
		return got, nil
	case knowsNoState(got, change.State):
		return nil, fmt.Errorf("--state-url %w (%s)", ErrUnknown, got)
	}
	return nil, report.Obstacle(fmt.Sprintf("--state-url answers the state “%s” with %s",
		change.State, got), notChanged(got))
}

// notChanged says what would help against a refusal.
func notChanged(got *transport.Answer) string {
	switch {
	case got.Status < http.StatusBadRequest:
		return "--state-url with the address itself: a redirect is followed with 307 or 308 alone"
	case got.Status < http.StatusInternalServerError:
		return "--state-url that answers 2xx, or 400 and “unknown state” where the API is to do it"
	}
	return ""
}

// post follows a redirect that keeps the method and the body. Others would ask for another thing.
func (u urlSource) post(ctx context.Context, body []byte) (*transport.Answer, error) {
	const most = 10 // redirects, as in browsers
	target := u.url
	for range most {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, target.String(),
			bytes.NewReader(body))
		if err != nil {
			return nil, transport.PlainReason(err)
		}
		request.Header.Set(report.ContentTypePart, contract.JSONType)
		got, err := transport.Ask(u.http, request)
		if err != nil || !got.KeepsMethod() {
			return got, err
		}
		if target, err = redirected(target, got.Headers.Get("Location")); err != nil {
			return got, nil //nolint:nilerr // it is a redirect to nowhere, which is no success
		}
	}
	return nil, errors.New("it redirects in a circle")
}

// redirected is where a redirect leads. A user and password go no further than the origin that they
// were given for.
func redirected(from *url.URL, location string) (*url.URL, error) {
	to, err := from.Parse(location)
	if err != nil || location == "" || !isWeb(to) {
		return nil, errors.New("no address to go to")
	}
	to.User = nil
	if to.Scheme == from.Scheme && to.Host == from.Host {
		to.User = from.User
	}
	return to, nil
}

// unknownStateText is how those who answer a state change say that there is no such state. Pact has no
// word for it, and a missing page, a wrong key and a broken handler are 4xx as well: so the status
// alone says nothing.
var unknownStateText = regexp.MustCompile(
	`(?i)\b(unknown|unrecogni[sz]ed|unsupported|undefined|unhandled|no such)[ _-]?` +
		`(provider[ _-]?)?states?\b` +
		`|\bstate[ _-]((is|was)[ _-])?(unknown|not[ _-](found|known|supported|defined|recogni[sz]ed|` +
		`implemented|handled))\b`)

// unknownStateNamed is the same with the name of the state in it, which stands for NAME.
const unknownStateNamed = `(?is)\bno\b[^.!?]{0,40}NAME` +
	`|\b(not|n.t) (know|have|support|handle|recogni[sz]e)\b[^.!?]{0,40}NAME` +
	`|NAME\W{0,3}((is|was) )?(unknown\b|not (found|known|supported|defined|recogni[sz]ed|handled)\b|` +
	`does not exist\b|has no\b)`

// knowsNoState reports whether the answer says that there is no such state.
func knowsNoState(a *transport.Answer, name string) bool {
	switch a.Status {
	case http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity:
		pattern := strings.ReplaceAll(unknownStateNamed, "NAME", regexp.QuoteMeta(name))
		return unknownStateText.Match(a.Body) || regexp.MustCompile(pattern).Match(a.Body)
	}
	return false
}

// valuesOf reads the values of an answer. As for Pact's tools, a text such as OK has none; what
// wants to be an object and is none, and a page, are a mistake, and the problem says so.
func valuesOf(body []byte) (values map[string]any, problem string) {
	text := strings.TrimSpace(strings.TrimPrefix(string(body), "\ufeff"))
	if text == "" {
		return nil, ""
	}
	values = readValues([]byte(text))
	switch {
	case values != nil || !strings.ContainsAny(text[:1], "{[<"):
		return values, ""
	case text[0] == '[':
		return nil, "an array, not an object with values"
	case text[0] == '<':
		return nil, "a page, not an object with values"
	}
	return nil, "an object that cannot be read"
}

// readValues takes the values of what a step was answered; anything but a JSON object has none.
func readValues(body []byte) map[string]any {
	value, _ := caseapi.Decode(body)
	values, _ := value.(map[string]any)
	return values
}
