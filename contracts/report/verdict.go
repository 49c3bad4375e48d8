package report

// Verdict is what came of an expectation.
type Verdict string

// The verdicts. Only Verified is a pass; Waived is broken with a reason that somebody wrote
// down, Pending is broken where the consumer does not count on it yet, Open is what cannot be said before some time has
// passed.
const (
	Verified     Verdict = "verified"
	Broken       Verdict = "broken"
	NotExercised Verdict = "not exercised"
	Waived       Verdict = "waived"
	Pending      Verdict = "pending"
	Open         Verdict = "open"
)

// Verdicts lists them in the order in which a report counts them.
func Verdicts() []Verdict {
	return []Verdict{Verified, Broken, NotExercised, Waived, Pending, Open}
}

// Severity says whether a finding breaks the expectation.
type Severity string

// A Failure breaks the documents; a Warning is something that no document defines, and harmless.
const (
	Failure Severity = "failure"
	Warning Severity = "warning"
)

// Counts says how often each verdict was given.
type Counts struct {
	Verified     int `json:"verified"`
	Broken       int `json:"broken"`
	NotExercised int `json:"notExercised"`
	Waived       int `json:"waived"`
	Pending      int `json:"pending,omitempty"`
	Open         int `json:"open,omitempty"`
}

// of is how often a verdict was given.
func (c *Counts) of(verdict Verdict) *int {
	switch verdict {
	case Verified:
		return &c.Verified
	case Broken:
		return &c.Broken
	case NotExercised:
		return &c.NotExercised
	case Pending:
		return &c.Pending
	case Open:
		return &c.Open
	}
	return &c.Waived
}

// Total is the number of expectations that were counted.
func (c Counts) Total() int {
	return c.Verified + c.Broken + c.NotExercised + c.Waived + c.Pending + c.Open
}

// verdict sums up several expectations of one operation and status: what is broken shows first, and
// what was not exercised does not hide that another expectation of the pair was verified.
func (c Counts) verdict() Verdict {
	switch {
	case c.Broken > 0:
		return Broken
	case c.Waived > 0:
		return Waived
	case c.Pending > 0:
		return Pending
	case c.Open > 0:
		return Open
	case c.Verified > 0:
		return Verified
	}
	return NotExercised
}
