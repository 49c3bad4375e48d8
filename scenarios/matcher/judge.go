package matcher

import (
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
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

// Judge holds the parts of a request against matchers, one after another. Without Explain it stops at
// the first condition that fails and allocates nothing; with Explain it counts all of them and says
// which failed first.
type Judge struct {
	Explain bool
	failed  bool
	met     int
	first   *Mismatch
}

// Fits reports whether all that was held against matchers so far fits.
func (j *Judge) Fits() bool { return !j.failed }

// Mismatch is the first condition that failed, where it was to be explained; nil when all fits.
func (j *Judge) Mismatch() *Mismatch {
	if j.first != nil {
		j.first.Met = j.met
	}
	return j.first
}

// Part names a part of a request: "body", or a parameter in "path", "query" or "headers".
type Part struct{ Where, Name string }

// Value holds a decoded JSON value, [Missing] or [Unread] against a matcher.
func (j *Judge) Value(part Part, expected Matcher, actual any) {
	if j.goesOn() {
		expected.judge(j, j.start(part), actual)
	}
}

// Text holds a single text against a matcher. The usual case, a literal, is decided without making an
// interface of it.
func (j *Judge) Text(part Part, expected Matcher, actual string) {
	literal, ok := expected.(Literal)
	if !ok || j.Explain || j.failed {
		j.Value(part, expected, actual)
		return
	}
	text, isText := literal.Value.(string)
	j.unmet(isText && text == actual)
}

// Texts holds what may be there several times against a matcher, as query parameters and headers may: a
// list is expected of all values, anything else of one of them.
func (j *Judge) Texts(part Part, expected Matcher, actual []string) {
	if !j.goesOn() {
		return
	}
	if len(actual) == 0 {
		j.Value(part, expected, Missing)
		return
	}
	switch expected.(type) {
	case List, Containing:
		values := make([]any, len(actual))
		for i, text := range actual {
			values[i] = text
		}
		j.Value(part, expected, values)
		return
	}
	last := len(actual) - 1
	for _, text := range actual[:last] {
		if Match(expected, text) == nil {
			j.met++
			return
		}
	}
	j.Text(part, expected, actual[last])
}

func (j *Judge) goesOn() bool { return j.Explain || !j.failed }

func (j *Judge) fail(at *place, expected Matcher, actual any) {
	if j.first != nil {
		return
	}
	j.first = &Mismatch{Path: at.path, Expected: expected.Describe(), Actual: jsonText(actual)}
	if at.secret && actual != Missing {
		j.first.Actual = "another value"
	}
}

// unmet counts a single condition. It is true where one does not hold and the reason is wanted:
// making the reason is left to the caller, since it costs something even where nobody reads it.
func (j *Judge) unmet(holds bool) bool {
	if holds {
		j.met++
		return false
	}
	j.failed = true
	return j.Explain
}

// place is where in a request a value is; nil when no reason is wanted.
type place struct {
	path   string
	secret bool // its value must not be shown
}

// start is the place of a part of the request. Headers are spelled as scenario files mostly do.
func (j *Judge) start(part Part) *place {
	switch {
	case !j.Explain:
		return nil
	case part.Name == "":
		return &place{path: part.Where}
	case part.Where != "headers":
		return &place{path: part.Where + "." + part.Name}
	}
	isKey := part.Name == caseapi.AuthorizationHeader
	return &place{path: part.Where + "." + strings.ToLower(part.Name), secret: isKey}
}

// below is the place of a property.
func (j *Judge) below(at *place, name string) *place {
	switch {
	case !j.Explain:
		return nil
	case at.path == "":
		return &place{path: name}
	}
	return &place{path: at.path + "." + name}
}

func (j *Judge) element(at *place, index int) *place {
	if !j.Explain {
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
	case Unread:
		return "a body that cannot be read"
	}
	encoded, err := caseapi.Marshal(value)
	if err != nil {
		return "a value that is not JSON"
	}
	return wording.Shorten(string(encoded), longest)
}
