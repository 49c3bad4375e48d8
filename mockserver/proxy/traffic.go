package proxy

import (
	"cmp"
	"hash/maphash"
	"net/http"
	"sync"

	"casemock/contracts/caseapi"
	"casemock/contracts/consistency"
)

// The bounds of what is remembered of a world; beyond them, all is forgotten but the server's habits.
const (
	mostObjects = 2000
	mostBytes   = 64 << 20 // of bodies
)

// Traffic is what the clients of one world and the server have said to each other. It is safe for concurrent use.
type Traffic struct {
	mutex    sync.Mutex
	shared   bool   // with others, past the proxy, or among several keys, of which nobody says that they see the same
	opened   string // the first key that was let in; empty: none was
	model    *consistency.Model
	bytes    int
	underWay map[*passage]struct{}
	right    map[question]consistency.Standing // of answers in which nothing was wrong
	seed     maphash.Seed
}

// NewTraffic is that of a world in which nothing was said yet.
func (u *Upstream) NewTraffic() *Traffic {
	return &Traffic{shared: u.options.Shared, model: consistency.NewModel(u.structures.first.api),
		underWay: map[*passage]struct{}{}, right: map[question]consistency.Standing{}, seed: maphash.MakeSeed()}
}

// heard is an exchange as far as it was heard.
type heard struct {
	consistency.Exchange
	question question
	size     int  // of both bodies, in bytes
	unheard  bool // what was asked is not known
	unread   bool // what was answered is not known, but for the status
}

// passage is a request whose answer has not come yet.
type passage struct {
	kind      caseapi.ObjectType // what it shows or changes
	id        string             // empty: any of the kind
	writes    bool
	disturbed bool // something else was changing the same meanwhile
}

func newPassage(call Call) *passage {
	made := &passage{}
	made.kind, _ = caseapi.CustomObject(call.Operation.Success().Schema)
	if made.kind == call.Operation.Object {
		made.id = call.Path["id"]
	}
	switch call.Operation.Name {
	case caseapi.CreateCase, caseapi.UpdateCase, caseapi.CreateCustomer, caseapi.UpdateCustomer:
		made.writes = true
	}
	return made
}

// disturbs reports whether the answers of two requests may depend on which comes first.
func (p *passage) disturbs(other *passage) bool {
	return (p.writes || other.writes) && p.kind == other.kind && (p.id == "" || other.id == "" || p.id == other.id)
}

// begin notes that a request is under way.
func (t *Traffic) begin(call Call) *passage {
	made := newPassage(call)
	t.mutex.Lock()
	defer t.mutex.Unlock()
	for other := range t.underWay {
		if made.disturbs(other) {
			made.disturbed, other.disturbed = true, true
		}
	}
	t.underWay[made] = struct{}{}
	return made
}

// leave notes that a request is over.
func (t *Traffic) leave(passage *passage) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	delete(t.underWay, passage)
}

// letIn notes that a key was, which may be another one than before.
func (t *Traffic) letIn(key string) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.opened = cmp.Or(t.opened, key)
	t.shared = t.shared || t.opened != key
}

// end judges an answer, unless that is settled, and takes the exchange in.
func (t *Traffic) end(passage *passage, api *caseapi.API, x heard, settled bool) []consistency.Difference {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	delete(t.underWay, passage)
	t.model.Describe(api)
	x.Exchange = t.model.Read(x.Exchange)
	var found []consistency.Difference
	if !settled && !x.unheard {
		found = t.judge(passage, x)
	}
	t.learn(passage, x)
	if !settled && len(found) == 0 && !passage.disturbed {
		t.remember(x)
	}
	return found
}

// judge asks the model, or one that knows nothing where it cannot know enough.
func (t *Traffic) judge(passage *passage, x heard) []consistency.Difference {
	if t.shared || passage.disturbed {
		return t.model.Afresh().Judge(x.Exchange)
	}
	return t.model.Judge(x.Exchange)
}

func (t *Traffic) learn(passage *passage, x heard) {
	t.bytes += x.size
	switch {
	case passage.writes && x.unheard || t.bytes > mostBytes || t.model.Known() > mostObjects:
		t.model, t.bytes = t.model.Afresh(), 0
		clear(t.right)
	case !passage.writes && (passage.disturbed || x.unread):
	case x.Status == http.StatusUnprocessableEntity: // it was refused, and the documents say no more
	case passage.writes && passage.disturbed && passage.id != "":
		t.model.Forget(passage.kind, passage.id)
	default:
		t.model.Learn(x.Exchange)
	}
}
