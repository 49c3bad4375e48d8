package surprises

import (
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"casemock/contracts/caseapi"
	"casemock/fixtures/permutation"
	"casemock/mockserver/sandbox"
)

// Request is what an answer is given to, as far as surprises look at it.
type Request struct {
	Operation *caseapi.Operation
	Seed      uint64 // of the server
	World     string
	N         uint64 // which request of its world it is
	NoKey     bool   // it was sent without Authorization
	Cases     int    // how many are seeded
	Now       time.Time
	Fields    caseapi.ObjectStructures // the custom fields that are in force
}

// Answer is what a request gets.
type Answer struct {
	sandbox.Answer
	Header   http.Header // besides the Content-Type; may be nil
	Delivery Delivery
	Struck   []string // the names of the surprises that it carries, in the order of the table
}

// work is an answer that is being changed.
type work struct {
	Request
	Answer
	document any    // the body; nil where it is no JSON
	spelling []byte // the document as it is to be written; nil: as the sandbox writes JSON
}

// read reads the body, as far as it is JSON.
func (w *work) read() {
	if caseapi.IsJSON(w.ContentType) {
		w.document = decode(w.Body)
	}
}

// write writes the body, if a surprise has struck.
func (w *work) write() {
	if len(w.Struck) > 0 && w.document != nil {
		w.Body = sandbox.Body{w.text()}
	}
}

// text is the body as it is sent.
func (w *work) text() []byte {
	switch {
	case w.document == nil:
		return w.Body.Head(w.Body.Len())
	case w.spelling == nil:
		return encode(w.document)
	}
	return w.spelling
}

func (w *work) hasBody() bool { return w.document != nil || w.Body.Len() > 0 }

// setHeader sets a header of the answer, whose own may be shared.
func (w *work) setHeader(name string, values ...string) {
	w.Header = maps.Clone(w.Header)
	if w.Header == nil {
		w.Header = http.Header{}
	}
	w.Header[name] = values
}

// draw gives a number from 0 to n-1 that is left to chance, for this answer.
func (w *work) draw(purpose string, n int) int { return w.dice(purpose).IntN(n) }

// dice are for this answer and a purpose.
func (w *work) dice(purpose string) *rand.Rand {
	return newDice(w.Seed, purpose, w.World, strconv.FormatUint(w.N, 10))
}

// newDice are the same for the same seed and parts, and have nothing to do with those for others.
func newDice(seed uint64, parts ...string) *rand.Rand {
	state := seed
	for _, part := range parts {
		sum := fnv.New64a()
		_, _ = sum.Write([]byte(part))
		state = permutation.Mix(state, sum.Sum64())
	}
	return rand.New(rand.NewPCG(permutation.Mix(state, 1), permutation.Mix(state, 2)))
}

// schema is what the documents call the body; empty for none.
func (w *work) schema() caseapi.SchemaName {
	response, _ := w.Operation.Response(w.Status)
	return response.Schema
}

// cases are the cases of the answer.
func (w *work) cases() []*object {
	switch w.schema() {
	case caseapi.CaseSchema, caseapi.CasesSchema:
		return objectsOf(w.document)
	}
	return nil
}

// customers are the customers of the answer.
func (w *work) customers() []*object {
	switch w.schema() {
	case caseapi.CustomerSchema, caseapi.CustomersSchema:
		return objectsOf(w.document)
	}
	return nil
}

// posts are the interactions of all cases of the answer.
func (w *work) posts() []*object {
	var all []*object
	for _, kase := range w.cases() {
		all = append(all, objectsOf(kase.get("interactions"))...)
	}
	return all
}

// writes reports whether the request makes or changes something.
func (w *work) writes() bool { return w.Operation.Success().Status == http.StatusCreated }

// eachMoment rewrites the date-times of the answer that the CRM sets itself, and with the posts also those of posts.
// It reports whether one became another text.
func (w *work) eachMoment(withPosts bool, rewrite func(time.Time) string) (changed bool) {
	of := func(objects []*object, names ...string) {
		for _, one := range objects {
			for _, name := range names {
				changed = rewriteMoment(one, name, rewrite) || changed
			}
		}
	}
	of(w.cases(), "lastUpdated", "created")
	if withPosts {
		of(w.posts(), "created")
	}
	return changed
}

func rewriteMoment(in *object, name string, rewrite func(time.Time) string) bool {
	before, _ := in.get(name).(string)
	moment, err := caseapi.ParseTime(before)
	if err != nil {
		return false
	}
	after := rewrite(moment)
	in.set(name, after)
	return after != before
}
