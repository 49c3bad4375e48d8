package matcher

import (
	"encoding/json"
	"math/big"
	"strconv"
)

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
