package adminclient

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"casemock/contracts/redact"
	"casemock/contracts/strictyaml"
)

// What can be wrong with the other side. Callers ask with errors.Is.
var (
	// ErrNotCasemock means that something else than a fake server of ours answers.
	ErrNotCasemock = errors.New("not a casemock server")
	// ErrElsewhere means that the server is one of ours but serves its admin API at another address
	// (--admin-addr).
	ErrElsewhere = errors.New("the admin API is served elsewhere")
	// ErrToken means that the server asks for a token, and for another one than was sent.
	ErrToken = errors.New("the admin API needs its token")
)

// UnreachableError means that nothing answers at the server's address, or not to the end.
type UnreachableError struct {
	Server string // its URL
	Err    error
}

func (e *UnreachableError) Error() string {
	return fmt.Sprintf("no answer from %s: %v", e.Server, e.Err)
}

// Unwrap gives the error of the connection.
func (e *UnreachableError) Unwrap() error { return e.Err }

// RefusedError is a request that the server understood and refused.
type RefusedError struct {
	Status  int
	Message string // the server's own, which says what to do
	// Problems are all that is wrong with YAML that was sent, with the places. Nil for any other refusal.
	Problems []strictyaml.Problem
}

func (e *RefusedError) Error() string { return e.Message }

// cause is the error without the method and the URL that net/http puts before it.
func cause(err error) error {
	var detail *url.Error
	if errors.As(err, &detail) {
		return detail.Err
	}
	return err
}

// judge makes an error of every answer that is not a good one.
func (c *Client) judge(response *http.Response, body []byte) error {
	if response.StatusCode >= 200 && response.StatusCode < 300 {
		return nil
	}
	switch {
	case response.StatusCode >= http.StatusInternalServerError:
		return fmt.Errorf("%s answers %s to %s: %s", c.Server(), response.Status,
			response.Request.URL.Path, redact.New(c.token).Cut(string(body), 200))
	case response.Header.Get("X-Mock-Answer") != "":
		return fmt.Errorf("%w: %s has the Case API only; name its admin address", ErrElsewhere, c.Server())
	}
	var refusal struct {
		Error, Message string
		Problems       []strictyaml.Problem
	}
	if json.Unmarshal(body, &refusal) != nil || refusal.Error == "" || refusal.Message == "" {
		return fmt.Errorf("%w: %s answers %s to %s", ErrNotCasemock, c.Server(), response.Status,
			response.Request.URL.Path)
	}
	if response.StatusCode == http.StatusUnauthorized {
		return fmt.Errorf("%w: %s says that %s", ErrToken, c.Server(), refusal.Message)
	}
	return &RefusedError{response.StatusCode, refusal.Message, refusal.Problems}
}
