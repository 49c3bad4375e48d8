package explore

import (
	"regexp"
	"slices"
	"strings"

	"casemock/scenarios/story"
)

// simplifyValues replaces texts by plain ones: all at once but for those that the finding is about, then
// one after the other. A text is replaced wherever it stands, so that a search finds what was
// written. What cannot be plain is made shorter.
func (s *shrinker) simplifyValues() {
	all := slices.Clone(s.best)
	for _, value := range s.values() {
		if value.name != s.field {
			all = replaced(all, value.text, plainFor(value))
		}
	}
	s.better(all)
	for _, value := range s.values() {
		if plain := plainFor(value); plain != value.text && !s.better(replaced(s.best, value.text, plain)) {
			s.shorten(value, plain)
		}
	}
}

// value is a text in a body, and the name of the property where it stands first.
type value struct{ name, text string }

// values lists the texts of all bodies, each once, but for references and for those whose form is
// given.
func (s *shrinker) values() []value {
	var values []value
	seen := map[string]bool{}
	for _, step := range s.best {
		eachText(step.Body, "", func(name, text string) {
			given := len(referred(text)) > 0 || slices.Contains(formGiven(), name)
			if !given && !seen[text] {
				seen[text] = true
				values = append(values, value{name, text})
			}
		})
	}
	return values
}

// formGiven are the properties that do not take any text.
func formGiven() []string { return []string{"service", "contentType", "status"} }

var (
	ownWords = regexp.MustCompile(mark + `[ .]\$\{run\.id\}-[0-9]+(@example\.com)?`)
	digits   = regexp.MustCompile(`^[0-9]{1,15}$`)
)

// plainFor is the simplest text in the place of another.
func plainFor(value value) string {
	words := ownWords.FindString(value.text)
	switch {
	case value.name == "created":
		return "2024-05-01T09:30:00Z"
	case value.name == "linkUrl":
		return ""
	case value.name == "title" && words == "":
		return mark
	case words != "":
		return words
	case digits.MatchString(value.text) || strings.HasPrefix(value.text, runID) || len(value.text) < len("text"):
		return value.text
	case value.name == "serviceId":
		return runID
	}
	return "text"
}

// replaced puts a text in the place of another, in all bodies.
func replaced(steps []story.Step, former, text string) []story.Step {
	changed := slices.Clone(steps)
	for i := range changed {
		changed[i].Body = eachReplaced(changed[i].Body, func(name, found string) string {
			if found == former && !slices.Contains(formGiven(), name) {
				return text
			}
			return found
		})
	}
	return changed
}

// longText is a length from which on the length itself is what most probably matters.
const longText = 60

// shorten makes a text shorter that must not be plain: a long one to the length at which it no longer
// matters, another by what it is made of.
func (s *shrinker) shorten(value value, plain string) {
	if value.name == "created" || value.name == "linkUrl" {
		return
	}
	letters := []rune(value.text)
	current := value.text
	shorter := func(text string) bool {
		if strings.Contains(plain, mark) && !strings.Contains(text, plain) {
			return false // the mark stays
		}
		if !s.better(replaced(s.best, current, text)) {
			return false
		}
		current = text
		return true
	}
	if len(letters) > longText {
		bisect(len([]rune(plain)), len(letters), func(length int) bool {
			return shorter(string(letters[:length]))
		})
		return
	}
	s.dropPieces(strings.SplitAfter(value.text, " "), shorter)
	s.dropPieces(strings.Split(current, ""), shorter)
}

// dropPieces leaves out pieces of a text, halves first.
func (s *shrinker) dropPieces(pieces []string, shorter func(string) bool) {
	for size := max(1, len(pieces)/2); size > 0; size /= 2 {
		for end := len(pieces); end > 0 && s.err == nil; end = min(end-size, len(pieces)) {
			left := slices.Delete(slices.Clone(pieces), max(0, end-size), end)
			if shorter(strings.Join(left, "")) {
				pieces = left
			}
		}
	}
}
