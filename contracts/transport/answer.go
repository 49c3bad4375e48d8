package transport

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"

	"casemock/contracts/report"
	"casemock/contracts/wording"
)

const (
	largestAnswer = 16 << 20 // bytes of a body; more is not judged
	// LargestHeader is in bytes of all headers together; more is not judged.
	LargestHeader = 1 << 20
)

// Answer is what the server under test said.
type Answer struct {
	Status  int
	Headers http.Header
	Body    []byte
	// Repeated says that the request was sent more than once, as when a kept connection was closed: the server
	// may have applied it each time.
	Repeated bool
}

// Succeeded reports whether the status is one of success.
func (a *Answer) Succeeded() bool {
	return a.Status >= http.StatusOK && a.Status < http.StatusMultipleChoices
}

// KeepsMethod reports whether the answer sends the same request to another address.
func (a *Answer) KeepsMethod() bool {
	return a.Status == http.StatusTemporaryRedirect || a.Status == http.StatusPermanentRedirect
}

// String is the status with what is said about it, as in "302 to /login: moved".
func (a *Answer) String() string {
	text := fmt.Sprint(a.Status)
	if to := a.Headers.Get("Location"); to != "" {
		text += " to " + to
	}
	return text + Excerpt(a.Body)
}

// Ask sends a request.
func Ask(client *http.Client, request *http.Request) (*Answer, error) {
	var sent atomic.Int32
	traced := httptrace.WithClientTrace(request.Context(), &httptrace.ClientTrace{
		WroteHeaders: func() { sent.Add(1) },
	})
	response, err := client.Do(request.WithContext(traced))
	if err != nil {
		return nil, PlainReason(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := ReadAnswer(response)
	if err != nil {
		return nil, err
	}
	return &Answer{Status: response.StatusCode, Headers: response.Header, Body: body, Repeated: sent.Load() > 1}, nil
}

// ReadAnswer reads the body of an answer as far as anything is judged: one need never end.
func ReadAnswer(response *http.Response) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(response.Body, largestAnswer+1))
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", PlainReason(err))
	}
	if len(body) > largestAnswer {
		return nil, errTooLarge
	}
	return body, nil
}

// PlainReason takes off what repeats the method and the URL, which may carry a password.
func PlainReason(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	var late interface{ Timeout() bool }
	switch {
	case errors.As(err, &late) && late.Timeout():
		return &lateError{err}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &closedError{"before the end of its answer", err}
	case errors.Is(err, io.EOF):
		return &closedError{"without an answer", err}
	case saysHeadersTooLarge(err):
		return errHeadersTooLarge
	}
	return err
}

// lateError says that there was no answer within the time limit, or not the whole of it.
type lateError struct{ cause error }

func (e *lateError) Error() string { return "no answer in time; --timeout allows more" }

func (e *lateError) Unwrap() error { return e.cause }

// closedError says that a server closed the connection too early.
type closedError struct {
	when  string
	cause error
}

func (e *closedError) Error() string { return "the server closed the connection " + e.when }

func (e *closedError) Unwrap() error { return e.cause }

// IsLate reports whether there was no answer within the time limit.
func IsLate(err error) bool {
	var late *lateError
	return errors.As(err, &late)
}

// What is more than anybody judges is not for that reason wrong: no document sets a limit.
var (
	errTooLarge = report.Obstacle(
		fmt.Sprintf("the answer has more than %d MiB, which is not judged", largestAnswer>>20), "")
	errHeadersTooLarge = report.Obstacle(
		fmt.Sprintf("the answer has headers of more than %d MiB, which is not judged", LargestHeader>>20), "")
)

// saysHeadersTooLarge recognises what net/http has no value for, in HTTP/1 and in HTTP/2.
func saysHeadersTooLarge(err error) bool {
	text := err.Error()
	return strings.Contains(text, "server response headers exceeded") ||
		strings.Contains(text, "response header list larger than advertised limit")
}

// Excerpt quotes the beginning of a body, on one line.
func Excerpt(body []byte) string {
	const longest = 120
	text := strings.Join(strings.Fields(strings.ToValidUTF8(string(body), "\uFFFD")), " ")
	if text == "" {
		return ""
	}
	return ": " + wording.Shorten(text, longest)
}

// NoRedirect makes a redirect an answer as any other.
func NoRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
