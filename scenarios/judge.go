package scenarios

import (
	"encoding/json"
	"math/big"
	"strconv"
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

// judge goes through an expectation. Without explain it stops at the first condition that fails and
// allocates nothing; with explain it counts all of them and says which failed first.
type judge struct {
	explain bool
	failed  bool
	met     int
	first   *Mismatch
}

func (j *judge) goesOn() bool { return j.explain || !j.failed }

func (j *judge) fail(at *place, expected Expectation, actual any) {
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

func (l Literal) judge(j *judge, at *place, actual any) {
	if j.unmet(equal(l.Value, actual)) {
		j.fail(at, l, actual)
	}
}

func (o Object) judge(j *judge, at *place, actual any) {
	object, ok := actual.(map[string]any)
	if (!ok || len(o.Members) == 0) && j.unmet(ok) {
		j.fail(at, o, actual)
	}
	if !ok {
		return
	}
	for _, member := range o.Members {
		if !j.goesOn() {
			return
		}
		member.Value.judge(j, j.below(at, member.Name), propertyOf(object, member.Name))
	}
}

func propertyOf(object map[string]any, name string) any {
	if value, there := object[name]; there {
		return value
	}
	return Missing
}

func (l List) judge(j *judge, at *place, actual any) {
	array, ok := actual.([]any)
	if (!ok || len(l.Elements) == 0) && j.unmet(ok) {
		j.fail(at, l, actual)
	}
	if !ok {
		return
	}
	for i, element := range l.Elements {
		if !j.goesOn() {
			return
		}
		element.judge(j, j.element(at, i), elementOf(array, i))
	}
}

func elementOf(array []any, index int) any {
	if index < len(array) {
		return array[index]
	}
	return Missing
}

func (c Containing) judge(j *judge, at *place, actual any) {
	array, ok := actual.([]any)
	if !ok && j.unmet(false) {
		j.fail(at, c, actual)
	}
	for _, element := range c.Elements {
		if !ok || !j.goesOn() {
			return
		}
		if j.unmet(among(array, element)) {
			j.fail(at, Containing{Elements: []Expectation{element}}, actual)
		}
	}
}

func among(array []any, expected Expectation) bool {
	for _, actual := range array {
		var quick judge
		if expected.judge(&quick, nil, actual); !quick.failed {
			return true
		}
	}
	return false
}

func (p Pattern) judge(j *judge, at *place, actual any) {
	text, ok := actual.(string)
	if j.unmet(ok && p.whole.MatchString(text)) {
		j.fail(at, p, actual)
	}
}

func (t Typed) judge(j *judge, at *place, actual any) {
	if j.unmet(typeOf(actual) == t.Type) {
		j.fail(at, t, actual)
	}
}

func (a Absent) judge(j *judge, at *place, actual any) {
	if j.unmet(actual == Missing) {
		j.fail(at, a, actual)
	}
}

// equal compares single values. Numbers are equal by value: 1, 1.0 and 1e0 are.
func equal(expected, actual any) bool {
	switch expected := expected.(type) {
	case json.Number:
		return equalNumbers(expected, actual)
	case string, bool, nil:
		switch actual.(type) {
		case string, bool, nil:
			return expected == actual
		}
	}
	return false
}

func equalNumbers(expected json.Number, actual any) bool {
	var text string
	switch actual := actual.(type) {
	case json.Number:
		text = actual.String()
	case float64:
		text = strconv.FormatFloat(actual, 'g', -1, 64)
	case int:
		text = strconv.Itoa(actual)
	default:
		return false
	}
	return text == expected.String() || equalDigits(text, expected.String())
}

// equalDigits compares numbers that are written differently. The exponent of a number that a client
// sends may be such that its digits fill the memory, so both must fit a float64 first.
func equalDigits(a, b string) bool {
	floatA, errA := strconv.ParseFloat(a, 64)
	floatB, errB := strconv.ParseFloat(b, 64)
	if errA != nil || errB != nil || floatA != floatB {
		return false
	}
	exactA, okA := new(big.Rat).SetString(a)
	exactB, okB := new(big.Rat).SetString(b)
	return okA && okB && exactA.Cmp(exactB) == 0
}
