package verdict

import (
	"bytes"
	"net/textproto"
	"slices"
	"strings"
	"time"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// Exchange is a request with its answer, as it is judged. Times are of the monotonic clock.
type Exchange struct {
	N         uint64                // its number in the journal
	Operation caseapi.OperationName // empty: the API has no such path
	Method    string
	Path      string               // as it was sent
	ID        string               // the path's parameter, unescaped; empty where it has none
	Subject   Subject              // the case or customer that it is about
	Body      []byte               // as it was sent
	Headers   textproto.MIMEHeader // as they were sent
	Key       string               // the Authorization value, or what tells it from others
	Began     time.Time            // when the request came
	Ended     time.Time            // just before the client has the answer
	Status    int                  // 0: a fault left the client without an answer
	Fault     scenarios.Fault      // of the answer
	Hopeless  bool                 // the answer is the same whatever the data is
	Arrived   bool                 // the client has the answer whole
	Left      bool                 // the client did not wait for it

	// Scenario is the one whose reaction follows; nil: none does.
	Scenario *scenarios.Scenario
	// Wrong is what in the request breaks the documents, as the sandbox or a judge of both sides has found; no answer
	// was forced.
	Wrong []Mistake
}

// Subject is the case or the customer that a request is about.
type Subject struct {
	Object caseapi.ObjectType
	ID     string // empty: it is about none
}

// Mistake is something in a request that breaks the documents.
type Mistake struct {
	Rule    string // as in updateCase/request/title; empty: of the whole request
	Message string
}

// isNeverAnswered reports whether the client was sent no answer: a fault sends none, or it did not wait for one.
func (e *Exchange) isNeverAnswered() bool { return e.Status == 0 || e.Left }

// isChange reports whether the exchange has changed something.
func (e *Exchange) isChange() bool {
	operation, known := caseapi.FindOperation(e.Operation)
	return known && e.Status == operation.Success().Status && e.Status == created
}

// created is the status of all that changes something.
const created = 201

// reaction is what follows the answer.
func (e *Exchange) reaction() scenarios.Reaction {
	if e.Scenario == nil || !e.Scenario.Reaction.Demands(e.Status, e.Arrived) {
		return scenarios.Reaction{}
	}
	return e.Scenario.Reaction
}

// Concerns reports whether the exchange says something about the client by itself.
func (e *Exchange) Concerns() bool { return len(e.Wrong) > 0 || !e.reaction().IsNone() }

// Sighting is an exchange as evidence.
type Sighting struct {
	N      uint64    `json:"n"`
	Began  time.Time `json:"time"`
	Ended  time.Time `json:"ended"`
	Method string    `json:"method"`
	Path   string    `json:"path"`
	Status int       `json:"status,omitempty"` // 0: there was no answer
}

func (e *Exchange) sighting() Sighting {
	return Sighting{N: e.N, Began: e.Began, Ended: e.Ended, Method: e.Method, Path: bounded(e.Path), Status: e.Status}
}

// identity is what a request is the same as another by. Its body is read as JSON only when that is asked for: most
// bodies are never compared, or are the same byte for byte.
type identity struct {
	Operation caseapi.OperationName `json:"operation"`
	Method    string                `json:"method"`
	Path      string                `json:"path"`
	ID        string                `json:"id,omitempty"`
	Body      string                `json:"body"`
	Posts     string                `json:"posts,omitempty"` // see postsOf
	Key       string                `json:"key"`
	Headers   string                `json:"headers,omitempty"` // see headersOf

	unread []byte // the body as it was sent, as long as Body and Posts are to be found out; nil: they are
}

// mostUnread bounds what is kept of a body, in bytes.
const mostUnread = 2 << 10

func (e *Exchange) identity() *identity {
	is := &identity{Operation: e.Operation, Method: e.Method, Path: bounded(e.Path), ID: bounded(e.ID),
		Key: hashOf(e.Key), Headers: headersOf(e), unread: append([]byte{}, e.Body...)}
	if len(e.Body) > mostUnread {
		is.read()
	}
	return is
}

// headersOf is the same for requests whose headers are, as far as they can be wrong: the documented ones, and
// those that say how the body is written. It is empty where there are none.
func headersOf(e *Exchange) string {
	operation, known := caseapi.FindOperation(e.Operation)
	if !known {
		return ""
	}
	names := []string{"Content-Type", "Content-Encoding"}
	for _, header := range operation.Headers() {
		names = append(names, header.Name)
	}
	var sent []string
	for _, name := range names {
		for _, value := range e.Headers.Values(name) {
			sent = append(sent, name+":"+value)
		}
	}
	if len(sent) == 0 {
		return ""
	}
	return hashOf(strings.Join(sent, "\n"))
}

// read finds out what the body is compared by.
func (i *identity) read() {
	if i.unread != nil {
		sent := readBody(i.unread)
		i.Body, i.Posts, i.unread = sent.hash, sent.posts, nil
	}
}

func (i *identity) sameBody(other *identity) bool {
	if i.unread != nil && other.unread != nil && bytes.Equal(i.unread, other.unread) {
		return true
	}
	i.read()
	other.read()
	return i.Body == other.Body
}

// samePosts reports whether the bodies differ, and carry the same posts.
func (i *identity) samePosts(other *identity) bool {
	return !i.sameBody(other) && i.Posts != "" && i.Posts == other.Posts
}

// same reports whether two requests are, by the parts that count. The key alone is that of all requests, else it is
// that of the same operation.
func (i *identity) same(other *identity, parts []scenarios.Part) bool {
	if slices.Contains(parts, scenarios.SamePath) && !i.samePath(other) {
		return false
	}
	for _, part := range parts {
		switch {
		case part == scenarios.SameBody && (i.Operation != other.Operation || !i.sameBody(other)),
			part == scenarios.SameKey && i.Key != other.Key:
			return false
		}
	}
	return true
}

func (i *identity) samePath(other *identity) bool {
	return i.Operation != "" && i.Operation == other.Operation && i.ID == other.ID
}

// bounded keeps a text of the client's from taking more than a line, and apart from others.
func bounded(text string) string {
	const most = 200
	if len(text) <= most {
		return text
	}
	return text[:most/2] + "…" + hashOf(text)
}
