package proxy

import (
	"hash/maphash"
	"net/http"

	"casemock/contracts/caseapi"
)

// Most of what a client does is to ask again what it has asked before, and to be answered the same. Where nothing
// was learned meanwhile of what such an answer rests on, it has the verdict that it had: that takes a tenth of the
// time of reading it again.

// question is a right request to read and the hash of its answer, with what the verdict depends on besides the traffic.
type question struct {
	operation   caseapi.OperationName // empty: no verdict is kept
	subject     string                // the id or the type in the path
	known       *structures
	contentType string
	hash        uint64
}

func (f *forwarding) question(known *structures, x heard, answer Body) question {
	if f.call.Operation.HasBody() || x.NoKey || x.OddHeader || x.Status != http.StatusOK || !answer.Whole {
		return question{}
	}
	asked := question{operation: f.call.Operation.Name, known: known, contentType: f.header.Get("Content-Type"),
		hash: maphash.Bytes(f.call.Traffic.seed, answer.Bytes)}
	for _, value := range f.call.Path { // there is one
		asked.subject = value
	}
	return asked
}

// repeats reports whether an answer is known to be right, and to teach nothing.
func (t *Traffic) repeats(x heard) bool {
	if x.question.operation == "" {
		return false
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	standing, ok := t.model.Standing(x.Exchange)
	before, answered := t.right[x.question]
	return ok && answered && before == standing
}

// remember keeps that an answer was right, once it has been taken in.
func (t *Traffic) remember(x heard) {
	standing, ok := t.model.Standing(x.Exchange)
	if !ok || x.question.operation == "" {
		return
	}
	if len(t.right) == mostObjects {
		clear(t.right)
	}
	t.right[x.question] = standing
}
