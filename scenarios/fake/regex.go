package fake

import (
	"fmt"
	"regexp/syntax"
)

const longestExpression = 16 << 10

// mostSteps bounds how much gofakeit does for a regular expression: that much takes a millisecond.
const mostSteps = 100_000

// boundRegex refuses expressions for which gofakeit could run for ever: it looks at how much it has
// made, and repetitions of repetitions of nothing make nothing.
func boundRegex(name string, arguments []string) error {
	if name != "regex" || len(arguments) == 0 {
		return nil
	}
	if len(arguments[0]) > longestExpression {
		return fmt.Errorf("fake %q takes an expression of at most %d KiB", name, longestExpression>>10)
	}
	parsed, err := syntax.Parse(arguments[0], syntax.Perl)
	if err != nil {
		return fmt.Errorf("fake %q cannot read the expression: %w", name, err)
	}
	if steps(parsed) > mostSteps {
		return fmt.Errorf("fake %q would make a text that is too long", name)
	}
	return nil
}

// steps is how much gofakeit does at most, or anything above mostSteps.
func steps(expression *syntax.Regexp) int {
	const mostRepeated = 10 // where the expression names no end
	below := 1 + len(expression.Rune)
	for _, part := range expression.Sub {
		if below += steps(part); below > mostSteps {
			return below
		}
	}
	switch expression.Op {
	case syntax.OpStar, syntax.OpPlus:
		return below * mostRepeated
	case syntax.OpRepeat:
		return below * max(expression.Min, min(expression.Max, mostRepeated), 1)
	}
	return below
}
