package adminclient

import (
	"context"
	"net/http"

	"casemock/contracts/caseapi"
)

// Drift is where a real server and the documents part, as far as the traffic of a world through the proxy has shown
// it.
type Drift struct {
	Server      string       `json:"server"`      // its URL
	Differences []Difference `json:"differences"` // by operation, in the documented order
	Compared    uint64       `json:"compared"`    // exchanges with the server
	Answers     Coverage     `json:"answers"`     // how many of those had which status
	Unjudged    uint64       `json:"unjudged"`    // of which nothing can be said: too large, or broken off
	Dropped     uint64       `json:"dropped"`     // for which there was no room, since they came too fast
}

// Difference is what a server answers otherwise than the documents allow, wherever it does so.
type Difference struct {
	Rule     string `json:"rule"`     // updateCase/201/title
	Field    string `json:"field"`    // interactions[].author.handle; statusCode
	Sentence string `json:"sentence"` // of the documents
	Message  string `json:"message"`  // what is wrong in the example
	Real     string `json:"real"`     // what the server answers there in the example, as JSON or in words
	Model    string `json:"model"`    // what the sandbox answers there
	Count    uint64 `json:"count"`    // how many answers show it
	Request  uint64 `json:"request"`  // the example, by its number in the journal: the latest
	// Kind says which kind of demand is broken: a missing property, a wrong type, a contradiction.
	Kind caseapi.Rule `json:"kind"`
}

// Drift asks where the world's traffic has shown that the real server and the documents part. It waits until all is
// compared that has been answered by now. A server that does not compare refuses with a [RefusedError] of status 409.
func (c *Client) Drift(ctx context.Context) (Drift, error) {
	var drift Drift
	err := c.call(ctx, http.MethodGet, "drift", nil, nil, &drift)
	return drift, err
}
