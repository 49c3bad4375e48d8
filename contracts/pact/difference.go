package pact

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/contracts/report"
)

// difference is something that two answers of one server say differently although they should not.
type difference struct {
	path             string // in the answer to the expectation's request
	message          string
	expected, actual string
	warning          bool
}

// differ compares two values that should be the same.
func differ(path, message string, expected, actual any) []difference {
	if sameValue(path, expected, actual) {
		return nil
	}
	return []difference{{path: path, message: message, expected: contract.JSONText(expected),
		actual: contract.JSONText(actual)}}
}

// sameValue compares date-times as instants: a server may write one in several forms.
func sameValue(path string, a, b any) bool {
	if path == "created" || path == "lastUpdated" {
		first, firstErr := caseapi.ParseTime(contract.Text(a))
		second, secondErr := caseapi.ParseTime(contract.Text(b))
		if firstErr == nil && secondErr == nil {
			return first.Equal(second)
		}
	}
	return contract.JSONText(a) == contract.JSONText(b)
}

// sameCustom compares custom fields as people would: a server may write a phone number, an email
// address or a date in its own way, with more or less around it.
func sameCustom(a, b any) bool {
	first, second := lettersAlone(a), lettersAlone(b)
	if first == "" || second == "" {
		return first == second
	}
	return strings.Contains(first, second) || strings.Contains(second, first)
}

func lettersAlone(value any) string {
	if value == nil {
		return ""
	}
	return strings.Map(func(letter rune) rune {
		if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
			return unicode.ToLower(letter)
		}
		return -1
	}, fmt.Sprint(value))
}

// sameMoment also takes two date-times for the same when one is the other, rounded: an answer may
// be more exact than what was stored.
func sameMoment(a, b any) bool {
	first, firstErr := caseapi.ParseTime(contract.Text(a))
	second, secondErr := caseapi.ParseTime(contract.Text(b))
	unit := max(precision(contract.Text(a)), precision(contract.Text(b)))
	return firstErr == nil && secondErr == nil && first.Sub(second).Abs() <= unit
}

// report adds the differences as findings, with the request that shows them.
func (e *check) report(differences []difference, exchange *report.Exchange) {
	for _, difference := range differences {
		severity := report.Failure
		if difference.warning {
			severity = report.Warning
		} else if e.found(difference.path) {
			continue // two lookups that disagree show it twice
		}
		e.add(severity, difference.path, caseapi.SenseRule, difference.message).
			Beside(difference.expected, difference.actual).ShownBy(exchange)
	}
}

// compareAfter looks an object up, patiently, and reports how it differs from what it should be.
func (e *check) compareAfter(
	ctx context.Context, path string, compare func(after map[string]any) []difference,
) {
	var found shown
	var problem string
	var differences []difference
	e.v.client.Patience.Until(ctx, func() bool {
		found, problem = e.v.lookUp(ctx, path)
		if problem == "" {
			differences = compare(found.object)
		}
		return problem == "" && !slices.ContainsFunc(differences, difference.fails)
	})
	if found.unjudged != nil {
		e.result.NotExercised(found.unjudged)
		return
	}
	if problem != "" {
		e.fail(report.LookupPart, caseapi.SenseRule, "afterwards the object "+problem).
			ShownBy(found.exchange)
		return
	}
	e.report(differences, found.exchange)
}

func (d difference) fails() bool { return !d.warning }

// object is the answer as an object; nil when it is none.
func (e *check) object() map[string]any {
	object, _ := e.body.(map[string]any)
	return object
}

// requireID demands that the answer is about the object that was asked for.
func (e *check) requireID(id string) {
	e.report(differ("id", "the answer is about another object than the one that was asked for", id,
		e.object()["id"]), nil)
}
