package adminclient

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"casemock/contracts/caseapi"
)

// Verdict is what comes of a world's client: which rules it has kept and broken.
type Verdict struct {
	Rules    []RuleVerdict `json:"rules"`
	Open     int           `json:"open"`     // reactions that are not decided
	Underway int           `json:"underway"` // requests that are not answered
	Unjudged uint64        `json:"unjudged"` // reactions that there was no room for
	Coverage struct {
		Operations Coverage      `json:"operations"`
		Faults     FaultCoverage `json:"faults"`
	} `json:"coverage"` // which answers the client has met
}

// RuleVerdict is what comes of a rule.
type RuleVerdict struct {
	ID        string                `json:"rule"` // updateCase/500/retry: the scenario's name and the kind
	Kind      string                `json:"kind"` // retry, stop, no-retry, first, request or rate
	Operation caseapi.OperationName `json:"operation"`
	Status    int                   `json:"status"`   // of the answer that it follows; 0: there is none
	Scenario  string                `json:"scenario"` // that has the reaction; empty where the rule always holds
	Source    string                `json:"source"`   // where that stands
	Sentence  string                `json:"sentence"` // what a good client does
	Word      VerdictWord           `json:"verdict"`
	Kept      uint64                `json:"kept"`   // how often
	Broken    uint64                `json:"broken"` // how often
	Open      int                   `json:"open"`   // how often
	Until     *time.Time            `json:"until"`  // all that is open is decided by then; nil: nothing is
	Evidence  []Evidence            `json:"evidence"`
}

// VerdictWord says what comes of a rule.
type VerdictWord string

// The verdicts.
const (
	RuleKept         VerdictWord = "kept"
	RuleBroken       VerdictWord = "broken"
	RuleOpen         VerdictWord = "open"
	RuleNotExercised VerdictWord = "not exercised"
)

// Evidence is why a rule is broken, and the exchanges that show it. Of many, the first ones are kept.
type Evidence struct {
	Why       string     `json:"why"`
	Exchanges []Exchange `json:"exchanges"`
}

// Exchange is a request with its answer, as evidence has it.
type Exchange struct {
	N      uint64    `json:"n"` // its number in the journal
	Began  time.Time `json:"time"`
	Ended  time.Time `json:"ended"`
	Method string    `json:"method"`
	Path   string    `json:"path"`
	Status int       `json:"status"` // 0: there was no answer
}

// longestWait is for how long one call waits at a time: a connection that says nothing for long is cut by many.
const longestWait = 5 * time.Second

// Verdict judges what the world's client has done. It waits until nothing is open and no request under way, but no
// longer than that.
func (c *Client) Verdict(ctx context.Context, wait time.Duration) (Verdict, error) {
	for end := time.Now().Add(wait); ; {
		left := time.Until(end)
		query := url.Values{}
		if left > 0 {
			query.Set("wait", min(left, longestWait).String())
		}
		var judged Verdict
		err := c.call(ctx, http.MethodGet, "verdict", query, nil, &judged)
		if err != nil || judged.Open+judged.Underway == 0 || left <= longestWait {
			return judged, err
		}
	}
}
