package adminclient

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"casemock/contracts/caseapi"
)

// Request is what the journal keeps of a request and its answer. Bodies are JSON where they were JSON,
// and a JSON string otherwise; nil for none. Secrets are left out of the headers.
type Request struct {
	N         uint64                `json:"n"` // counts the requests of the world, from 1
	Time      time.Time             `json:"time"`
	World     string                `json:"world"`
	Operation caseapi.OperationName `json:"operation"` // empty: the API has no such path
	Method    string                `json:"method"`
	Path      string                `json:"path"`
	Query     string                `json:"query"`
	Headers   map[string]string     `json:"headers"`
	Body      json.RawMessage       `json:"body"`
	Answer    Answer                `json:"answer"`
	Duration  float64               `json:"durationMs"`
	Nearest   *Nearest              `json:"nearest"` // nil: no scenario nearly answered
}

// Answer is what was answered, and why.
type Answer struct {
	Status   int    `json:"status"`
	Rule     string `json:"rule"`
	Scenario string `json:"scenario"`
	Step     int    `json:"step"`
	Invented bool   `json:"invented"` // a success that stored nothing
	Because  string `json:"because"`  // why the sandbox refused the request
	// Surprises are the names of those that the answer carried, by the server's profile.
	Surprises []string          `json:"surprises"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
}

// Nearest is the scenario that came closest to answering, and the condition that failed.
type Nearest struct {
	Scenario string `json:"scenario"`
	Failed   string `json:"failed"`
}

// Journal is a list of requests, newest first.
type Journal struct {
	Requests []Request `json:"requests"`
	Total    int       `json:"total"`   // how many are kept and fit the filter
	Dropped  uint64    `json:"dropped"` // how many the journal has lost
	Notes    []string  `json:"notes"`   // what the server says besides, such as a world it dropped
}

// Filter narrows a list of requests. Zero values let everything through.
type Filter struct {
	Operation  caseapi.OperationName
	Status     int
	Unanswered bool // only requests that a fault left without an answer; not together with Status
	Scenario   string
	Since      uint64    // only requests after this one
	SinceTime  time.Time // only requests after this moment; not together with Since
	Limit      int       // at most so many
}

func (f Filter) query() url.Values {
	query := url.Values{}
	set := func(name, value string, given bool) {
		if given {
			query.Set(name, value)
		}
	}
	set("operation", string(f.Operation), f.Operation != "")
	set("status", strconv.Itoa(f.Status), f.Status != 0)
	set("status", "0", f.Unanswered)
	set("scenario", f.Scenario, f.Scenario != "")
	set("limit", strconv.Itoa(f.Limit), f.Limit != 0)
	set("since", caseapi.FormatTime(f.SinceTime), !f.SinceTime.IsZero())
	set("since", strconv.FormatUint(f.Since, 10), f.Since != 0)
	return query
}

// Requests lists what the world's journal keeps.
func (c *Client) Requests(ctx context.Context, filter Filter) (Journal, error) {
	var journal Journal
	err := c.call(ctx, http.MethodGet, "requests", filter.query(), nil, &journal)
	return journal, err
}

// Request is one entry of the world's journal; a [RefusedError] with status 404 when the journal does
// not have it, or no longer.
func (c *Client) Request(ctx context.Context, n uint64) (Request, error) {
	var request Request
	err := c.call(ctx, http.MethodGet, fmt.Sprintf("requests/%d", n), nil, nil, &request)
	return request, err
}

// ClearRequests empties the world's journal.
func (c *Client) ClearRequests(ctx context.Context) error {
	return c.call(ctx, http.MethodDelete, "requests", nil, nil, nil)
}

// DeleteRequests forgets those requests of the world's journal that [Client.Requests] would list.
func (c *Client) DeleteRequests(ctx context.Context, filter Filter) error {
	return c.call(ctx, http.MethodDelete, "requests", filter.query(), nil, nil)
}

// Matcher says which requests are counted. Its values are as in a scenario's request: a literal, a
// subset of an object, or a matcher such as {"regex": "^A"}. What is left out may be anything.
type Matcher struct {
	Operation caseapi.OperationName `json:"operation,omitempty"`
	Method    string                `json:"method,omitempty"`
	Path      map[string]any        `json:"path,omitempty"` // the path's parameters
	Query     map[string]any        `json:"query,omitempty"`
	Headers   map[string]any        `json:"headers,omitempty"`
	Body      any                   `json:"body,omitempty"`
	Status    int                   `json:"status,omitempty"`
}

// Count counts the requests of the world that fit. Where the journal cannot know for sure, since it has lost
// some, or does not have all of them, it is a [RefusedError] with status 409; [Client.CountAtLeast] counts
// all the same.
func (c *Client) Count(ctx context.Context, matcher Matcher) (int, error) {
	var answer struct {
		Count int `json:"count"`
	}
	err := c.call(ctx, http.MethodPost, "requests/count", nil, matcher, &answer)
	return answer.Count, err
}

// CountAtLeast counts the requests in the world's journal that fit for sure, and how many requests the journal
// has lost.
func (c *Client) CountAtLeast(ctx context.Context, matcher Matcher) (count int, dropped uint64, err error) {
	var answer struct {
		Count   int    `json:"count"`
		Dropped uint64 `json:"dropped"`
	}
	asked := struct {
		Matcher
		AtLeast bool `json:"atLeast"`
	}{matcher, true}
	err = c.call(ctx, http.MethodPost, "requests/count", nil, asked, &answer)
	return answer.Count, answer.Dropped, err
}
