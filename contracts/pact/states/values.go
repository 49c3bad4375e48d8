package states

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
)

// The values of a state come from a server or from a pact. They stand in requests, addresses,
// commands and variables as JSON has them, never as Go would write them.

// Text is a value as it stands in a text: a string as it is, a number with all its digits. An
// error says what it is instead, as in "is null".
func Text(value any) (string, error) {
	switch value := value.(type) {
	case string:
		return value, nil
	case json.Number:
		return value.String(), nil
	case nil:
		return "", errors.New("is null")
	case map[string]any:
		return "", errors.New("is an object")
	case []any:
		return "", errors.New("is an array")
	}
	return fmt.Sprint(value), nil // a boolean, or a number of a file of ours
}

// PathText is a value as it can stand in the path of an address, before it is escaped.
func PathText(value any) (string, error) {
	text, err := Text(value)
	switch {
	case err != nil:
		return "", err
	case text == "":
		return "", errors.New("is empty")
	case isDots(text):
		return "", fmt.Errorf("is %s, which leads to another path", text)
	}
	if truth, isTruth := value.(bool); isTruth {
		return "", fmt.Errorf("is %t", truth)
	}
	return text, nil
}

// isDots recognises the segments of a path that mean the one they stand in, and the one above.
func isDots(text string) bool { return text == "." || text == ".." }

// headerText is a value as it can stand in a header.
func headerText(value any) (string, error) {
	text, err := Text(value)
	if problem := caseapi.Unsendable(text); problem != "" {
		return "", errors.New(problem)
	}
	return text, err
}

// escaped can stand anywhere in an address and means nothing there but itself.
func escaped(text string) string {
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}

// fillIn puts values in the places of ${name}, written as the place needs it; a name without a
// value stays as it is.
func fillIn(
	text string, values map[string]any, written func(any) (string, error),
) (string, error) {
	var problems []error
	filled := contract.Variable.ReplaceAllStringFunc(text, func(place string) string {
		value, ok := values[place[2:len(place)-1]]
		if !ok {
			return place
		}
		text, err := written(value)
		if err != nil {
			problems = append(problems, fmt.Errorf("the value of %s %w", place, err))
		}
		return text
	})
	return filled, errors.Join(problems...)
}

// fillInAll fills in all texts of a JSON value.
func fillInAll(value any, values map[string]any) (any, error) {
	switch value := value.(type) {
	case string:
		return fillIn(value, values, Text)
	case []any:
		filled := make([]any, len(value))
		for i, element := range value {
			var err error
			if filled[i], err = fillInAll(element, values); err != nil {
				return nil, err
			}
		}
		return filled, nil
	case map[string]any:
		filled := make(map[string]any, len(value))
		for name, element := range value {
			var err error
			if filled[name], err = fillInAll(element, values); err != nil {
				return nil, err
			}
		}
		return filled, nil
	}
	return value, nil
}

// Problem says why a value cannot be used so; empty where it can.
func Problem(u contract.StateUse, values map[string]any) string {
	value, ok := values[u.Name]
	if !ok {
		return "no value for " + u.Name
	}
	var err error
	switch {
	case u.Part == "path":
		_, err = PathText(value)
	case u.Part == "header":
		_, err = headerText(value)
	case u.Part == "body" && u.Alone && value != nil: // an object may stand where an object is
	default:
		_, err = Text(value)
	}
	if err == nil {
		return ""
	}
	return fmt.Sprintf("a value for %s that %v and cannot stand in the %s", u.Name, err, u.Part)
}
