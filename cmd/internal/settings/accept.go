package settings

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/strictyaml"
	"casemock/contracts/wording"
)

// As keeps the value that parse makes of the text. The parser's error is the rule that the user reads.
func As[T any](target *T, parse func(string) (T, error)) func(string) error {
	return func(text string) error {
		value, err := parse(text)
		if err == nil {
			*target = value
		}
		return err
	}
}

// Each is [As] for a repeatable setting.
func Each[T any](target *[]T, parse func(string) (T, error)) func(string) error {
	return func(text string) error {
		value, err := parse(text)
		if err == nil {
			*target = append(*target, value)
		}
		return err
	}
}

var errEmpty = errors.New("must not be empty")

// Word takes any text that is not empty.
func Word(text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", errEmpty
	}
	return text, nil
}

// Line takes a text that can be sent: one that is not empty and has nothing in it that no header can
// have, such as the line break with which a key from a file often ends.
func Line(text string) (string, error) {
	if problem := caseapi.Unsendable(text); problem != "" && strings.TrimSpace(text) != "" {
		return "", errors.New(problem)
	}
	return Word(text)
}

// Whole takes a whole number from least to most, as [strictyaml.WholeNumber] reads it; [math.MaxInt] means
// that there is no upper bound.
func Whole(target *int, least, most int) func(string) error {
	return As(target, func(text string) (int, error) {
		number, ok := strictyaml.WholeNumber(text)
		if !ok || !number.IsInt64() || number.Int64() < int64(least) || number.Int64() > int64(most) {
			if most == math.MaxInt {
				return 0, fmt.Errorf("must be a whole number, %d or more", least)
			}
			return 0, fmt.Errorf("must be a whole number from %d to %d", least, most)
		}
		return int(number.Int64()), nil
	})
}

// Truth takes true or false.
func Truth(text string) (bool, error) {
	value, err := strconv.ParseBool(text)
	if err != nil {
		return false, errors.New("must be true or false")
	}
	return value, nil
}

// OneOf takes one of two or more words, and suggests the nearest for another.
func OneOf(target *string, allowed ...string) func(string) error {
	return As(target, func(text string) (string, error) {
		if slices.Contains(allowed, text) {
			return text, nil
		}
		last := len(allowed) - 1
		return "", fmt.Errorf("must be %s or %s%s", strings.Join(allowed[:last], ", "), allowed[last],
			wording.DidYouMean(text, allowed))
	})
}
