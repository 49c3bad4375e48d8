package scenarios

import (
	"time"

	"casemock/scenarios/template"
)

// Response is one answer of a scenario.
type Response struct {
	Status int // 0 for a fault that stands without one
	// Times is how often it answers before the next one does, at least 1; the last response of a
	// scenario repeats whatever it says.
	Times int
	// Delay is waited before the answer; during it where the fault is slow-body or timeout, whose
	// default is filled in.
	Delay   Delay
	Headers []Header
	// Body is nil for the sandbox's own answer where the status is a 2xx, and for [ErrorBody]
	// otherwise.
	Body *template.Body
	// Undocumented responses break the documents on purpose: neither status nor body is held against
	// them, and the contract leaves them out.
	Undocumented bool
	Fault        Fault
	// After says that the request is done first, by the sandbox or by a real server, and then this is answered in
	// the place of what that said: the answer is lost, and what was done is not.
	After bool
}

// Header is a header of a response; its value can be a template.
type Header struct {
	Name  string // in the canonical spelling of net/http
	Value *template.Template
}

// Delay is a length of time, or a span from which one is drawn.
type Delay struct{ Min, Max time.Duration }

// At draws a delay; the fraction is from 0 to 1, 1 itself excluded.
func (d Delay) At(fraction float64) time.Duration {
	return d.Min + time.Duration(fraction*float64(d.Max-d.Min))
}

// Fault is a way to break an answer. The empty one breaks nothing.
type Fault string

// The faults. What stands without a status can have none; the others break the answer that status
// and body describe.
const (
	NoFault         Fault = ""
	ConnectionReset Fault = "connection-reset" // the connection is torn down
	EmptyResponse   Fault = "empty-response"   // the connection is closed without a byte
	Timeout         Fault = "timeout"          // nothing for the delay, then closed
	MalformedJSON   Fault = "malformed-json"   // the body is cut inside
	SlowBody        Fault = "slow-body"        // the body trickles over the delay
)

// Faults lists the faults.
func Faults() []Fault {
	return []Fault{ConnectionReset, EmptyResponse, Timeout, MalformedJSON, SlowBody}
}

// NeedsStatus reports whether the fault breaks an answer, which must be described then.
func (f Fault) NeedsStatus() bool { return f == MalformedJSON || f == SlowBody }

// ArrivesWhole reports whether the client gets all of an answer with that fault.
func (f Fault) ArrivesWhole() bool { return f == NoFault || f == SlowBody }

// DefaultDelay is how long a fault that is about time takes where nothing is said of it; 0 for the others.
func (f Fault) DefaultDelay() time.Duration {
	switch f {
	case Timeout:
		return 30 * time.Second
	case SlowBody:
		return 5 * time.Second
	}
	return 0
}
