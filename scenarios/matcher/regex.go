package matcher

import (
	"regexp"
	"regexp/syntax"
	"strings"

	"casemock/contracts/strictyaml"
	"casemock/scenarios/schema"
)

// Pattern is a string that a regular expression matches as a whole; its . also stands for the end of a
// line, since texts have several.
type Pattern struct {
	Source string // as it was written, in Go's syntax (RE2)
	Sample any    // the example that was given; nil when none was
	whole  *regexp.Regexp
}

// NewPattern compiles the expression of a [Pattern].
func NewPattern(source string, sample any) (Pattern, error) {
	// By itself first: a message then shows what was written, and brackets must pair up within it.
	if _, err := syntax.Parse(source, syntax.Perl); err != nil {
		return Pattern{}, err
	}
	whole, err := regexp.Compile(`\A(?s:` + source + `)\z`)
	return Pattern{source, sample, whole}, err
}

var regexWord = word{"regex", schema.Shape{"type": "string", "format": "regex"}, true}

func (r *Reader) pattern(value, argument, example strictyaml.Value) Matcher {
	source, ok := argument.Text()
	sample := r.sample(value, example)
	pattern, err := NewPattern(source, sample)
	switch {
	case err != nil:
		reason := strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		argument.Note("is not a regular expression: %s", reason)
		fallthrough
	case !ok:
		return Typed{StringType, sample} // nothing more can be wrong with it
	}
	if sample != nil && Match(pattern, sample) != nil {
		example.Note("must match the regex %s, and %s does not", source, jsonText(sample))
	}
	return pattern
}

func (p Pattern) judge(j *Judge, at *place, actual any) {
	text, ok := actual.(string)
	if j.unmet(ok && p.whole.MatchString(text)) {
		j.fail(at, p, actual)
	}
}

// Example is the example that was given; [Missing] when none was.
func (p Pattern) Example() any {
	if p.Sample == nil {
		return Missing
	}
	return p.Sample
}

// Describe shows the expression.
func (p Pattern) Describe() string { return "a string that matches " + p.Source }

// Node writes the word with its expression.
func (p Pattern) Node() strictyaml.Node {
	return wordNode("regex", strictyaml.TextNode(p.Source), p.Sample)
}
