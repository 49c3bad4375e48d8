package scenarios

import (
	"time"

	"casemock/contracts/caseapi"
)

// Reaction is what a good client does after an answer that is no success, or that it did not get whole. Each part is
// judged by itself; nil parts demand nothing. Retry stands in the way of Stop and NoRetry, the others go together.
type Reaction struct {
	Retry   *Retry
	Stop    *Stop
	NoRetry *NoRetry
	// First are the operations one of which comes before the same request again: the client looks what became of it.
	First []caseapi.OperationName
}

// IsNone reports whether nothing is demanded.
func (r Reaction) IsNone() bool {
	return r.Retry == nil && r.Stop == nil && r.NoRetry == nil && len(r.First) == 0
}

// Retry is the same request again.
type Retry struct {
	// Within is how long the client may take, from the answer on, or where nothing is ever answered, from the request
	// on. 0: it need not send the request again, but if it does, it does so like this.
	Within time.Duration
	// NotBefore is how long it waits at least, from the end of the answer on.
	NotBefore time.Duration
	// AtMost is how often the request is sent again, all in all; 0: as often as the client likes.
	AtMost int
	Same   []Part // what makes it the same; never empty
}

// Stop is that nothing of the scenario's operation comes for a while.
type Stop struct {
	For time.Duration // more than 0
}

// NoRetry is that the very same does not come again.
type NoRetry struct {
	Same []Part        // what makes it the same; never empty
	For  time.Duration // more than 0: for how long
}

// Part is a part of a request by which two are the same.
type Part string

// The parts of a request.
const (
	// SamePath is the operation with the path's parameters. The query does not count: the API has none.
	SamePath Part = "path"
	// SameBody is the body as JSON: the order of keys, spaces and how a number is written do not count.
	SameBody Part = "body"
	// SameKey is the Authorization value, whatever else the request is.
	SameKey Part = "key"
)

// sameParts are what makes a request the same where a reaction does not say.
var sameParts = []Part{SamePath, SameBody}

// DefaultNoRetry is for how long the very same request must not come again where a scenario does not say: a client
// repeats by itself within seconds, what comes later may be a person who tries again.
const DefaultNoRetry = 10 * time.Second

// Demands reports whether the reaction is about an answer of the scenario with such a status: about those that are no
// success, and about those that the client did not get whole.
func (r Reaction) Demands(status int, arrived bool) bool {
	return (!arrived || status/100 != 2) && !r.IsNone()
}

// Kind is one of the things that a reaction demands.
type Kind string

// The kinds, as a scenario's reaction names them.
const (
	RetryKind   Kind = "retry"
	StopKind    Kind = "stop"
	NoRetryKind Kind = "no-retry"
	FirstKind   Kind = "first"
)

// Kinds lists what the reaction demands.
func (r Reaction) Kinds() []Kind {
	var kinds []Kind
	for _, part := range []struct {
		kind Kind
		is   bool
	}{
		{RetryKind, r.Retry != nil}, {StopKind, r.Stop != nil}, {NoRetryKind, r.NoRetry != nil},
		{FirstKind, len(r.First) > 0},
	} {
		if part.is {
			kinds = append(kinds, part.kind)
		}
	}
	return kinds
}

// Only is the part of one kind.
func (r Reaction) Only(kind Kind) Reaction {
	switch kind {
	case RetryKind:
		return Reaction{Retry: r.Retry}
	case StopKind:
		return Reaction{Stop: r.Stop}
	case NoRetryKind:
		return Reaction{NoRetry: r.NoRetry}
	}
	return Reaction{First: r.First}
}
