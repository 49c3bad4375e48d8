package consistency

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"casemock/contracts/caseapi"
)

// comparison says when two values are the same: when nothing of the first is lost in the second.
type comparison struct {
	words string // that end the sentence of a row
	same  func(expected, shown any) bool
}

var (
	exactly   = comparison{"", sameValue}
	asMoments = comparison{", as a moment, whatever its form and zone; it may be rounded where it is shown with " +
		"less of a fraction", sameMoment}
	asPosts   = comparison{", as a set, by service and serviceId; one that is sent again may stand there twice", nil}
	asWritten = comparison{"; the server may put white space and punctuation between its characters, and leave out " +
		"an empty one", sameWritten}
)

// sameValue compares what [caseapi.Decode] gives, for which package reflect takes several times as long.
func sameValue(expected, shown any) bool {
	switch expected := expected.(type) {
	case string:
		other, alsoText := shown.(string)
		return alsoText && expected == other
	case []any:
		others, alsoArray := shown.([]any)
		return alsoArray && slices.EqualFunc(expected, others, sameValue)
	case map[string]any:
		others, alsoObject := shown.(map[string]any)
		return alsoObject && maps.EqualFunc(expected, others, sameValue)
	}
	return reflect.DeepEqual(expected, shown)
}

// sameMoment compares date-times as instants. Of two that have fractions of different length the
// shorter may be rounded, up or down.
func sameMoment(expected, shown any) bool {
	if sameValue(expected, shown) {
		return true
	}
	first, firstUnit, ok := moment(expected)
	second, secondUnit, alsoOK := moment(shown)
	if !ok || !alsoOK || firstUnit == secondUnit {
		return ok && alsoOK && first.Equal(second)
	}
	return first.Sub(second).Abs() <= max(firstUnit, secondUnit)
}

// moment reads a date-time and the unit of its last digit.
func moment(value any) (read time.Time, unit time.Duration, ok bool) {
	text, _ := value.(string)
	read, err := caseapi.ParseTime(text)
	return read, Precision(text), err == nil
}

// movesLastUpdated reports whether a request that was accepted must show in lastUpdated as it is known: it changes
// something for certain, and the server's clock is ahead of it by more than rounding, and more than the clocks of its
// parts may differ.
func (m *Model) movesLastUpdated(known *object, r request) bool {
	before, unit, ok := moment(known.values["lastUpdated"].is)
	return ok && m.latest.Sub(before) >= 2*unit && r.changes(known)
}

// Precision is the unit of a date-time's last digit: a minute, a second, or a fraction of it.
func Precision(dateTime string) time.Duration {
	const clock = len("2006-01-02T15:04")
	if len(dateTime) > clock && dateTime[clock] != ':' {
		return time.Minute
	}
	_, fraction, _ := strings.Cut(strings.Replace(dateTime, ",", ".", 1), ".")
	unit := time.Second
	for _, letter := range fraction {
		if letter < '0' || letter > '9' || unit == 1 {
			break
		}
		unit /= 10
	}
	return unit
}

// sameWritten compares custom fields, of which a server may have a form of its own, such as for a phone
// number: all that was written is there, in its order, and only separators are added.
func sameWritten(expected, shown any) bool {
	if isEmpty(expected) && isEmpty(shown) || sameValue(expected, shown) {
		return true
	}
	written, isText := expected.(string)
	text, alsoText := shown.(string)
	if !isText || !alsoText || written == "" {
		return false
	}
	rest := []rune(written)
	for _, letter := range text {
		switch {
		case len(rest) > 0 && letter == rest[0]:
			rest = rest[1:]
		case unicode.IsLetter(letter) || unicode.IsDigit(letter):
			return false
		}
	}
	return len(rest) == 0
}

func isEmpty(value any) bool { return value == nil || value == "" }

// mayMatch reports whether a search for one value may find the other: a server may search for parts, and
// mind neither case nor punctuation.
func mayMatch(sought, value any) bool {
	first, second := lettersAlone(sought), lettersAlone(value)
	if first == "" || second == "" {
		return true
	}
	return strings.Contains(first, second) || strings.Contains(second, first)
}

func lettersAlone(value any) string {
	text, _ := value.(string)
	return strings.Map(func(letter rune) rune {
		if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
			return unicode.ToLower(letter)
		}
		return -1
	}, text)
}

// jsonText writes a value for reports; missing where there is none.
func jsonText(value any) string {
	text, err := caseapi.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}

// IDText takes an id as an answer has it: one that is wrongly a number still names the object. It is empty for
// what is none.
func IDText(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		return value.String()
	}
	return ""
}

func objectOf(value any) map[string]any {
	object, _ := value.(map[string]any)
	return object
}

// objectsOf are the elements of an array, nil for one that is no object.
func objectsOf(value any) []map[string]any {
	elements, _ := value.([]any)
	objects := make([]map[string]any, len(elements))
	for i, element := range elements {
		objects[i] = objectOf(element)
	}
	return objects
}
