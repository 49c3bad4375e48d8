package story

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casemock/scenarios/matcher"
)

// answers are what the steps of a story have been answered, by their names.
type answers map[string]any

// fill puts values in the place of references, in a decoded JSON value. A string that is one reference and
// nothing else becomes the value itself, whatever its type.
func (a answers) fill(value any) (any, error) {
	switch value := value.(type) {
	case string:
		return a.fillText(value)
	case map[string]any:
		filled := make(map[string]any, len(value))
		for name, member := range value {
			var err error
			if filled[name], err = a.fill(member); err != nil {
				return nil, err
			}
		}
		return filled, nil
	case []any:
		filled := make([]any, len(value))
		for i, element := range value {
			var err error
			if filled[i], err = a.fill(element); err != nil {
				return nil, err
			}
		}
		return filled, nil
	}
	return value, nil
}

func (a answers) fillText(text string) (any, error) {
	pieces, err := split(text)
	if err != nil {
		return nil, fmt.Errorf("%q %w", text, err)
	}
	if len(pieces) == 1 && pieces[0].reference != nil {
		return a.find(*pieces[0].reference)
	}
	var filled strings.Builder
	for _, piece := range pieces {
		if piece.reference == nil {
			filled.WriteString(piece.text)
			continue
		}
		value, err := a.find(*piece.reference)
		if err != nil {
			return nil, err
		}
		written, err := inText(value)
		if err != nil {
			return nil, fmt.Errorf("%s %w", piece.reference, err)
		}
		filled.WriteString(written)
	}
	return filled.String(), nil
}

// text fills what is always text: parameters and headers.
func (a answers) text(text string) (string, error) {
	value, err := a.fillText(text)
	if err != nil {
		return "", err
	}
	written, err := inText(value)
	if err != nil {
		return "", fmt.Errorf("%s %w", text, err)
	}
	return written, nil
}

// inText writes a value inside a text.
func inText(value any) (string, error) {
	switch value := value.(type) {
	case string:
		return value, nil
	case json.Number, bool:
		return fmt.Sprint(value), nil
	}
	return "", errors.New("is " + kind(value) + ", which has no place in a text")
}

func (a answers) find(wanted reference) (any, error) {
	value := a[wanted.name]
	for _, part := range wanted.path {
		var there bool
		if value, there = part.of(value); !there {
			return nil, &missingError{wanted.name, wanted.String()}
		}
	}
	return value, nil
}

// missingError says that an answer has nothing where a reference leads.
type missingError struct{ name, reference string }

func (e *missingError) Error() string { return "there is no " + e.reference }

// fillMatcher puts values in the place of references, in what is expected literally.
func (a answers) fillMatcher(expected matcher.Matcher) (matcher.Matcher, error) {
	switch expected := expected.(type) {
	case matcher.Literal:
		value, err := a.fill(expected.Value)
		return matcher.LiteralOf(value), err
	case matcher.Object:
		filled := matcher.Object{Members: slices.Clone(expected.Members)}
		for i := range filled.Members {
			var err error
			if filled.Members[i].Value, err = a.fillMatcher(filled.Members[i].Value); err != nil {
				return nil, err
			}
		}
		return filled, nil
	case matcher.List:
		elements, err := a.fillMatchers(expected.Elements)
		return matcher.List{Elements: elements}, err
	case matcher.Containing:
		elements, err := a.fillMatchers(expected.Elements)
		return matcher.Containing{Elements: elements}, err
	}
	return expected, nil
}

func (a answers) fillMatchers(expected []matcher.Matcher) ([]matcher.Matcher, error) {
	filled := make([]matcher.Matcher, len(expected))
	for i, element := range expected {
		var err error
		if filled[i], err = a.fillMatcher(element); err != nil {
			return nil, err
		}
	}
	return filled, nil
}

func (p part) of(value any) (any, bool) {
	switch value := value.(type) {
	case map[string]any:
		below, there := value[p.property]
		return below, there && p.property != ""
	case []any:
		if p.property == "" && p.index < len(value) {
			return value[p.index], true
		}
	}
	return nil, false
}

// kind names the JSON type of a value.
func kind(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case map[string]any:
		return "an object"
	case []any:
		return "an array"
	}
	return "a value"
}
