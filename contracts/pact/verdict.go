package pact

// Verdict is what came of an expectation.
type Verdict string

// The four verdicts. Only Verified is a pass; Waived is broken with a reason that somebody wrote
// down.
const (
	Verified     Verdict = "verified"
	Broken       Verdict = "broken"
	NotExercised Verdict = "not exercised"
	Waived       Verdict = "waived"
)

// Verdicts lists them in the order in which a report counts them.
func Verdicts() []Verdict { return []Verdict{Verified, Broken, NotExercised, Waived} }

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
}

func (c *Counts) add(verdict Verdict) {
	switch verdict {
	case Verified:
		c.Verified++
	case Broken:
		c.Broken++
	case NotExercised:
		c.NotExercised++
	case Waived:
		c.Waived++
	}
}

// Total is the number of expectations that were counted.
func (c Counts) Total() int { return c.Verified + c.Broken + c.NotExercised + c.Waived }

// verdict sums up several expectations of one operation and status: what is broken shows first, and
// what was not exercised does not hide that another expectation of the pair was verified.
func (c Counts) verdict() Verdict {
	switch {
	case c.Broken > 0:
		return Broken
	case c.Waived > 0:
		return Waived
	case c.Verified > 0:
		return Verified
	}
	return NotExercised
}
