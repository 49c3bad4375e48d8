package redact

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"casemock/contracts/caseapi"
)

// Bounds of what is searched for, in bytes.
const (
	shortest    = 4 // a shorter secret is everywhere
	distinctive = 8 // a shorter one may be a part of a word
	// shortestCut is how much of a secret is too much before an ellipsis.
	shortestCut = 4
)

// strength says where a secret can be told from what is not one.
type strength int

const (
	named    strength = iota // beside the name of a secret
	alone                    // where no letter and no digit touches it
	anywhere                 // in the middle of a word, too
)

// secret is one that is searched for.
type secret struct {
	text     string
	strength strength
}

func newSecret(text string) secret {
	switch {
	case len(text) < shortest || ordinary(text):
		return secret{text, named}
	case len(text) < distinctive:
		return secret{text, alone}
	}
	return secret{text, anywhere}
}

// ordinary reports whether the documents use a text themselves.
func ordinary(text string) bool {
	return strings.Contains(vocabulary(), strings.ToLower(text))
}

// vocabulary is the words of the documents: the names and sentences of operations, of headers and of what is
// sent and answered.
var vocabulary = sync.OnceValue(func() string {
	words := []string{"application/json"}
	api := caseapi.New(caseapi.ObjectStructures{})
	for _, operation := range caseapi.Operations() {
		words = append(words, string(operation.Name), operation.Path, operation.Summary, operation.Description)
		for _, header := range operation.Headers() {
			words = append(words, header.Name, header.Description)
		}
		words = append(words, wordsOf(api.Schema(operation.Request))...)
		for _, response := range operation.Responses {
			words = append(words, response.Meaning)
			words = append(words, wordsOf(api.Schema(response.Schema))...)
		}
	}
	return strings.ToLower(strings.Join(words, "\n"))
})

// wordsOf are those of a schema; nil has none.
func wordsOf(schema *caseapi.Schema) []string {
	if schema == nil {
		return nil
	}
	words := append([]string{string(schema.Type), schema.Format, schema.Description}, schema.Enum...)
	for _, property := range schema.Properties {
		words = append(append(words, property.Name), wordsOf(property.Schema)...)
	}
	return append(words, wordsOf(schema.Items)...)
}

// match is the length of the secret at the start of a text, in any spelling; 0 when it is not there.
func (s secret) match(text string) int {
	switch {
	case strings.HasPrefix(text, s.text):
		return len(s.text)
	case differs(text, s.text): // which most of a text does, so that nothing else need be tried
		return 0
	}
	rest, at := s.text, 0
	for rest != "" {
		if fold := folded(text[at:]); at > 0 && fold > 0 {
			at += fold
			rest = strings.TrimLeft(rest, " \t")
			continue
		}
		meant, length := unit(text[at:], rest)
		if length == 0 && s.strength == anywhere && at < len(text) && lower(text[at]) == lower(rest[0]) {
			meant, length = 1, 1
		}
		if length == 0 {
			if strings.HasPrefix(text[at:], "…") && len(s.text)-len(rest) >= shortestCut &&
				s.strength == anywhere {
				return at
			}
			return 0
		}
		rest, at = rest[meant:], at+length
	}
	return at
}

// differs reports whether the second byte is already another one, in any case, and begins no other
// spelling, line break or ellipsis.
func differs(text, secret string) bool {
	const others = "\\%&+=\r\n\xe2"
	return len(text) > 1 && len(secret) > 1 && lower(text[0]) == lower(secret[0]) &&
		lower(text[1]) != lower(secret[1]) && strings.IndexByte(others, text[1]) < 0
}

func lower(letter byte) byte {
	if letter >= 'A' && letter <= 'Z' {
		letter += 'a' - 'A'
	}
	return letter
}

// name is how a text ends after which a value is a secret.
var name = regexp.MustCompile(`(?i)(authorization|api[-_ ]?key|token|password|passwd|secret)` +
	`["'\\]*\s*[:=,]["'\\\s\[({]*((basic|bearer|token|apikey)\s+)?$`)

// stands reports whether what looks like the secret is one, by what stands around it.
func (s secret) stands(text string, at, length int) bool {
	if s.strength == anywhere {
		return true
	}
	before, after := text[:at], text[at+length:]
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	escaped := len(before) >= 3 && before[len(before)-3] == '%' // the last of %20 is no digit
	if inWord(last) && !escaped || inWord(next) {
		return false
	}
	const lookBehind = 64
	return s.strength == alone || name.MatchString(before[max(0, len(before)-lookBehind):])
}

func inWord(letter rune) bool {
	return letter != utf8.RuneError && (unicode.IsLetter(letter) || unicode.IsDigit(letter))
}
