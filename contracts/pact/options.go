package pact

import (
	"cmp"
	"crypto/x509"
	"time"

	"casemock/contracts/pact/contract"
	"casemock/contracts/target"
	"casemock/contracts/transport"
)

// Defaults of [Options].
const (
	DefaultTimeout  = transport.DefaultTimeout
	DefaultPatience = target.DefaultPatience
)

// Options say what to verify and how. ProviderURL is the only one that must be set.
type Options struct {
	// ProviderURL is the base of the server under test; the documented paths are appended to it.
	ProviderURL string
	// APIKey is the Authorization value that is sent, verbatim, where the contract says a valid key.
	APIKey string

	// CustomerID is an existing customer on whom new cases are hung; empty creates one.
	CustomerID string
	// StatesFile says how provider states are brought about; see [states.File]. Empty: no file.
	StatesFile string
	// StateURL is the server's own provider-state change URL; empty: it has none.
	StateURL string

	// Only and Skip select expectations by operation (updateCase), pair (updateCase/422), or the name of a
	// scenario or story; [EveryStory] selects all stories. An empty Only selects all; Skip is taken away from
	// that.
	Only, Skip []string
	// LongLists adds a story that makes a list of more than a hundred cases, which stay on the server.
	LongLists bool
	// Scenarios are files or directories whose scenarios are verified beside the built-in ones.
	Scenarios []string
	// PactFile, or Contract, is verified instead of the scenarios; neither: the scenarios are.
	PactFile string
	Contract *contract.Contract
	// Others are verified beside this contract, each by a call of its own. A word of Only and Skip
	// may then select an expectation of one of them alone.
	Others []*contract.Contract
	// WaiverFile lists rules that are known to be broken; see [ReadWaivers]. Empty: none.
	WaiverFile string

	// RootCAs are the accepted certificate authorities; nil means those of the system.
	RootCAs *x509.CertPool
	// Insecure accepts any certificate.
	Insecure bool
	// Timeout is how long one request may take, with the whole of its answer; 0 means DefaultTimeout.
	// What a server asks to wait with Retry-After is not part of it.
	Timeout time.Duration
	// Rate is how many requests a second the server under test is sent at most; 0 means any number.
	Rate float64
	// Patience is how long to ask again when what was just written does not show yet, or is not yet
	// known where it is written to, as with servers whose parts lag behind one another; 0 means
	// DefaultPatience, negative none.
	Patience time.Duration
	// FailFast leaves what comes after the first broken expectation not exercised.
	FailFast bool

	// Progress is told when an expectation begins, one after the other; nil: nobody is.
	Progress func(Progress)
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Progress says which expectation begins.
type Progress struct {
	Number      int // from 1
	Total       int
	Description string
}

// fillIn sets the defaults.
func (o *Options) fillIn() {
	o.Timeout = cmp.Or(o.Timeout, DefaultTimeout)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
}
