package scenarios

import (
	"strconv"

	"casemock/contracts/caseapi"
)

// Mismatch is the first condition that a request does not meet.
type Mismatch struct {
	Path     string // as in body.interactions[0].author.handle; empty for the value itself
	Expected string // in words, or as JSON
	Actual   string // as JSON, cut short when long; nothing for what is not there
	// Met is how many conditions the request does meet: of two scenarios that do not match, the one
	// with more is the nearer.
	Met int
}

// Error says what failed in a sentence.
func (m *Mismatch) Error() string {
	sentence := "expected " + m.Expected + ", got " + m.Actual
	if m.Path == "" {
		return sentence
	}
	return m.Path + ": " + sentence
}

// judge goes through a matcher. Without explain it stops at the first condition that fails and
// allocates nothing; with explain it counts all of them and says which failed first.
type judge struct {
	explain bool
	failed  bool
	met     int
	first   *Mismatch
}

func (j *judge) goesOn() bool { return j.explain || !j.failed }

func (j *judge) fail(at *place, expected Matcher, actual any) {
	if j.first == nil {
		j.first = &Mismatch{Path: at.String(), Expected: expected.Describe(), Actual: at.show(actual)}
	}
}

// unmet counts a single condition. It is true where one does not hold and the reason is wanted:
// making the reason is left to the caller, since it costs something even where nobody reads it.
func (j *judge) unmet(holds bool) bool {
	if holds {
		j.met++
		return false
	}
	j.failed = true
	return j.explain
}

// place is where in a request a value is.
type place struct {
	path   string
	secret bool // its value must not be shown
}

func (p *place) String() string { return p.path }

func (p *place) show(value any) string {
	if p.secret && value != Missing {
		return "another value"
	}
	return jsonText(value)
}

// below is the place of a property; nil when no reason is wanted.
func (j *judge) below(at *place, name string) *place {
	switch {
	case !j.explain:
		return nil
	case at == nil || at.path == "":
		return &place{path: name}
	}
	return &place{path: at.path + "." + name}
}

func (j *judge) element(at *place, index int) *place {
	if !j.explain {
		return nil
	}
	return &place{path: at.path + "[" + strconv.Itoa(index) + "]"}
}

// jsonText writes a value for a message.
func jsonText(value any) string {
	const longest = 80
	switch value {
	case Missing:
		return "nothing"
	case unread{}:
		return "a body that cannot be read"
	}
	encoded, err := caseapi.Marshal(value)
	if err != nil {
		return "a value that is not JSON"
	}
	if letters := []rune(string(encoded)); len(letters) > longest {
		return string(letters[:longest]) + "…"
	}
	return string(encoded)
}
