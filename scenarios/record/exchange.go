package record

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"casemock/contracts/caseapi"
)

// Exchange is a request and its answer as they were seen. The recorder keeps the bodies and changes nothing in it.
type Exchange struct {
	World     string // whose story it belongs to; a name for a file, as worlds have
	Operation *caseapi.Operation
	Path      map[string]string // the path's parameters, unescaped
	Query     string            // as it was sent; the API has none, so that it is looked through for secrets alone
	Headers   http.Header       // of the request
	Sent      []byte            // the request's body
	Status    int               // of the answer
	// AnswerHeaders are looked through for secrets, and say what Answer is.
	AnswerHeaders http.Header
	Answer        []byte
	Cut           bool      // one of the bodies is not all of what was sent
	Began         time.Time // orders the exchanges of a world
}

// seen is what is kept of an exchange.
type seen struct {
	world     string
	operation *caseapi.Operation
	path      map[string]string
	headers   http.Header // those of the documents that say something, without Authorization
	key       string      // Authorization; empty: none
	sent      []byte
	status    int
	retry     string // Retry-After in seconds; empty: none
	answer    []byte
	began     time.Time
	number    int // of its world, in the order of arrival
}

func (s *seen) size() int { return len(s.sent) + len(s.answer) + overhead }

// overhead is what keeping an exchange takes besides its bodies, in bytes.
const overhead = 512

func keep(x Exchange, number int) *seen {
	kept := &seen{world: x.World, operation: x.Operation, path: x.Path, headers: http.Header{},
		key: x.Headers.Get(caseapi.AuthorizationHeader), sent: x.Sent, status: x.Status, answer: x.Answer,
		began: x.Began, number: number}
	for _, header := range x.Operation.Headers() {
		value := x.Headers.Get(header.Name)
		if value != "" && header.Name != caseapi.AuthorizationHeader && caseapi.Unsendable(value) == "" {
			kept.headers.Set(header.Name, value)
		}
	}
	if retry := x.AnswerHeaders.Get("Retry-After"); isDigits(retry) {
		kept.retry = retry
	}
	return kept
}

// body is the request's as a decoded JSON value; nil for none and for what is no JSON.
func (s *seen) body() any {
	if !s.operation.HasBody() {
		return nil
	}
	value, _ := caseapi.DecodeRequest(s.sent)
	return value
}

// shown is the answer's body; nil for none and for what is no JSON.
func (s *seen) shown() any {
	value, violations := caseapi.Decode(s.answer)
	if violations != nil {
		return nil
	}
	return value
}

// objects are those that an answer shows, one or a list of them.
func (s *seen) objects() (objects []map[string]any) {
	if s.status >= http.StatusMultipleChoices {
		return nil
	}
	switch shown := s.shown().(type) {
	case map[string]any:
		return []map[string]any{shown}
	case []any:
		for _, element := range shown {
			if object, ok := element.(map[string]any); ok {
				objects = append(objects, object)
			}
		}
	}
	return objects
}

// writes reports whether a request changes something.
func (s *seen) writes() bool {
	switch s.operation.Name {
	case caseapi.CreateCase, caseapi.UpdateCase, caseapi.CreateCustomer, caseapi.UpdateCustomer:
		return true
	}
	return false
}

func (s *seen) creates() bool {
	return s.operation.Name == caseapi.CreateCase || s.operation.Name == caseapi.CreateCustomer
}

// showsKind is what the successes of an operation show; empty for meta objects.
func (s *seen) showsKind() caseapi.ObjectType {
	object, _ := caseapi.CustomObject(s.operation.Success().Schema)
	return object
}

// shownPlace is that of the answer's body.
func (s *seen) shownPlace() place {
	if s.status >= http.StatusBadRequest {
		return place{}
	}
	return place{object: s.showsKind()}
}

// isDigits reports whether a text is a number without a sign.
func isDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// inOrder sorts exchanges of a world by their beginning.
func inOrder(all []*seen) []*seen {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b *seen) int { return a.began.Compare(b.began) })
	return sorted
}
