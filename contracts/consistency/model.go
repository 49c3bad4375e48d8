package consistency

import "casemock/contracts/caseapi"

// Exchange is one call of an operation and its answer.
type Exchange struct {
	Operation *caseapi.Operation
	Path      map[string]string // the values of the path, unescaped: {"id": "1001"}
	// Sent is the decoded body of the request; nil for none, and for one that is not JSON.
	Sent any
	// WrongKey and NoKey say that the request had another key than the right one, or none.
	WrongKey, NoKey bool
	// OddHeader says that the request had a malformed header, of which a server need take no notice.
	OddHeader bool
	Status    int
	Answer    any // the decoded body; nil for none, and for one that is not JSON
}

// Difference is something that an answer says otherwise than the answers before it promise.
type Difference struct {
	// Path is where in the answer: title, interactions[0].author.handle, [3].status; statusCode for the
	// status, custom for a field of the server's own.
	Path    string
	Message string // a sentence without its full stop
	// Expected and Actual stand side by side in reports, as JSON.
	Expected, Actual string
	// Warning says that the promise rests on no document alone.
	Warning bool
	// Row is what it rests on.
	Row Row
}

// Row is one promise of the documents across answers, or one freedom.
type Row struct {
	About    string // case.title, findCases
	Holds    string // what holds, in words
	Sentence string // of the documents
}

// Model is what one server must hold by now, from what it was told and has answered. It is not safe for
// concurrent use.
type Model struct{ api *caseapi.API }

// NewModel knows nothing yet. The API carries the server's own custom fields.
func NewModel(api *caseapi.API) *Model { return &Model{api: api} }

// Statuses lists the statuses that the documents allow as the answer to this request, successes first.
// What the exchange says of the answer is not looked at.
func (m *Model) Statuses(x Exchange) []int { return x.Operation.Statuses() }

// Judge holds status and body of an answer against all that was learned. It changes nothing: who
// thinks that a server is only late asks it again, and judges again.
func (m *Model) Judge(Exchange) []Difference { return nil }

// Learn takes an exchange in. Where the documents leave the server free, what it shows holds from now on.
func (m *Model) Learn(Exchange) {}

// Invented says that no server has an object with this id: the caller has made it up.
func (m *Model) Invented(caseapi.ObjectType, string) {}

// Table lists what holds across answers, and what is free.
func Table() []Row { return nil }
