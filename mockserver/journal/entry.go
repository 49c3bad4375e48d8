package journal

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
	"casemock/scenarios/matcher"
)

// Entry is what the journal keeps of one request of the API. The headers hold no Authorization value:
// what tells two keys apart is left, no more. Bodies are cut at [KeptBody] bytes.
type Entry struct {
	N         uint64 // the number of the entry in its world, from 1
	Time      time.Time
	World     string
	Operation caseapi.OperationName // empty for what the API does not have
	Method    string
	Path      string // as it was sent
	Query     string // as it was sent, without the question mark
	Body      []byte
	Answer    Answer
	Duration  time.Duration
	Nearest   *Nearest // nil when no live scenario nearly answered, or something else did
	// Violations are what of the exchange with a real server breaks the documents.
	Violations []Violation
	Unjudged   string // why such an exchange was not judged, or not all of it; empty where it was

	headers  packedHeaders
	bodyCut  bool  // Body is not all of the request's
	bodySize int64 // of the request's body as it was sent, in bytes; less than 1 where nobody knows
}

// Answer is what was answered, and why.
type Answer struct {
	Status   int // 0 when a fault left the client without one
	Rule     Rule
	Scenario string // empty when none answered
	Step     int    // which of the scenario's responses, from 1
	Fault    scenarios.Fault
	Invented bool   // a success that is no more than believable: nothing was stored, or looked up
	Because  string // why the sandbox refused the request, in a few words; empty where it did not
	// Surprises are the names of those that the answer carried, by the server's profile.
	Surprises []string `json:",omitempty"`
	Body      []byte
	BodySize  int // of the whole body as it was sent, in bytes: Body is its beginning

	headers packedHeaders
}

// isCut reports whether the journal keeps less of the answer's body than was sent.
func (a Answer) isCut() bool { return a.BodySize > len(a.Body) }

// Headers are the request's, with no more of Authorization and cookies than tells two apart.
func (e Entry) Headers() http.Header { return e.headers.unpack() }

// Headers are those that were sent, except the ones that net/http adds.
func (a Answer) Headers() http.Header { return a.headers.unpack() }

// KeptBody is how much of a body the journal keeps, in bytes.
const KeptBody = 64 << 10

// entryOverhead is what keeping an entry takes besides its texts and its bodies, in bytes: the entry itself, its
// place in the journal, and what the allocator makes its pieces larger by.
const entryOverhead = 512

// Size is what keeping the entry takes, in bytes. The names of world, operation and scenario are not its own.
func (e *Entry) Size() int64 {
	texts := len(e.Method) + len(e.Path) + len(e.Query) + len(e.headers) + len(e.Answer.headers) +
		len(e.Answer.Because) + size(e.Violations)
	if e.Nearest != nil {
		texts += len(e.Nearest.Failed)
	}
	const header = 16 // bytes of a string whose text is of a table
	return int64(entryOverhead + texts + header*cap(e.Answer.Surprises) + cap(e.Body) + cap(e.Answer.Body))
}

// MarshalJSON writes the entry as the admin API shows it.
func (e Entry) MarshalJSON() ([]byte, error) {
	type answerJSON struct {
		Status    int               `json:"status"`
		Rule      Rule              `json:"rule"`
		Scenario  string            `json:"scenario,omitempty"`
		Step      int               `json:"step,omitempty"`
		Fault     scenarios.Fault   `json:"fault,omitempty"`
		Invented  bool              `json:"invented,omitempty"`
		Because   string            `json:"because,omitempty"`
		Surprised []string          `json:"surprises,omitempty"`
		Headers   map[string]string `json:"headers"`
		Body      any               `json:"body,omitempty"`
		BodyCut   *bodyCut          `json:"bodyCut,omitempty"`
	}
	return json.Marshal(struct {
		N         uint64                `json:"n"`
		Time      string                `json:"time"`
		World     string                `json:"world"`
		Operation caseapi.OperationName `json:"operation,omitempty"`
		Method    string                `json:"method"`
		Path      string                `json:"path"`
		Query     string                `json:"query,omitempty"`
		Headers   map[string]string     `json:"headers"`
		Body      any                   `json:"body,omitempty"`
		BodyCut   *bodyCut              `json:"bodyCut,omitempty"`
		Answer    answerJSON            `json:"answer"`
		Duration  float64               `json:"durationMs"`
		Nearest   *Nearest              `json:"nearest,omitempty"`

		Violations []Violation `json:"violations,omitempty"`
		Unjudged   string      `json:"unjudged,omitempty"`
	}{
		e.N, caseapi.FormatTime(e.Time), e.World, e.Operation, e.Method, e.Path, e.Query,
		flat(e.Headers()), shown(e.Body), cutOf(e.bodyCut, e.Body, e.bodySize),
		answerJSON{e.Answer.Status, e.Answer.Rule, e.Answer.Scenario, e.Answer.Step, e.Answer.Fault,
			e.Answer.Invented, e.Answer.Because, e.Answer.Surprises, flat(e.Answer.Headers()), shown(e.Answer.Body),
			cutOf(e.Answer.isCut(), e.Answer.Body, int64(e.Answer.BodySize))},
		milliseconds(e.Duration), e.Nearest, e.Violations, e.Unjudged,
	})
}

// bodyCut says of a body that the journal does not keep all of it.
type bodyCut struct {
	Kept int   `json:"kept"`           // bytes
	Size int64 `json:"size,omitempty"` // bytes of the whole; left out where nobody knows
}

// cutOf is nil for a body that is whole.
func cutOf(cut bool, kept []byte, size int64) *bodyCut {
	if !cut {
		return nil
	}
	return &bodyCut{len(kept), max(size, 0)}
}

// shownTime is the time as the admin API shows it, to the millisecond: a client that asks for what came
// since an entry's time must not get that entry again.
func (e Entry) shownTime() time.Time { return e.Time.Truncate(time.Millisecond) }

// milliseconds are exact to the microsecond.
func milliseconds(duration time.Duration) float64 {
	return float64(duration.Microseconds()) / 1000
}

// flat joins the values of each header, as RFC 9110, section 5.3, allows.
func flat(headers http.Header) map[string]string {
	joined := make(map[string]string, len(headers))
	for name, values := range headers {
		joined[name] = strings.Join(values, ", ")
	}
	return joined
}

// shown is a body as JSON where it was JSON, as text otherwise; nil for none.
func shown(body []byte) any {
	switch {
	case len(body) == 0:
		return nil
	case json.Valid(body) && utf8.Valid(body):
		return json.RawMessage(body)
	}
	return string(body)
}

// Nearest is the scenario that a request came closest to, and the condition that it failed.
type Nearest struct {
	Scenario string `json:"scenario"`
	Failed   string `json:"failed"`
}

// NewNearest keeps the scenario, and what of it did not match.
func NewNearest(scenario *scenarios.Scenario, mismatch *matcher.Mismatch) *Nearest {
	return &Nearest{scenario.Name, failedCondition(mismatch)}
}

// failedCondition says what failed, without the value of a header that is nobody's business.
func failedCondition(mismatch *matcher.Mismatch) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(mismatch.Path, "headers."), "[")
	if !isSecret(http.CanonicalHeaderKey(name)) {
		return mismatch.Error()
	}
	return mismatch.Path + ": not as the scenario expects it; its values are not shown"
}

// call is the request as scenarios see it, but for secret headers, of which it has the hashes. A body that
// was cut is none.
func (e Entry) call() scenarios.Call {
	body, _ := caseapi.DecodeRequest(e.Body)
	// What cannot be read of a query is as good as not sent.
	query, _ := url.ParseQuery(e.Query)
	operation, _ := caseapi.FindOperation(e.Operation)
	return scenarios.Call{Operation: operation, Path: parametersOf(operation, e.Path), Query: query,
		Headers: e.headers.hashed(), Body: body, Unread: body == nil && len(e.Body) > 0}
}

// parametersOf reads the parameters of a path that fits the operation, as it was sent.
func parametersOf(operation *caseapi.Operation, path string) map[string]string {
	parameters := map[string]string{}
	if operation == nil {
		return parameters
	}
	sent := strings.Split(path, "/")
	for i, segment := range strings.Split(operation.Path, "/") {
		if name, ok := strings.CutPrefix(segment, "{"); ok && i < len(sent) {
			// net/http has refused what cannot be unescaped.
			parameters[strings.TrimSuffix(name, "}")], _ = url.PathUnescape(sent[i])
		}
	}
	return parameters
}
