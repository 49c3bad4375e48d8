package record

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// identifying are the words of the data that tell who somebody is. No invention has one of them, so that whoever
// looks for somebody in a recording finds nobody, not even by accident.
type identifying struct {
	words   map[string]bool
	longest int             // of them, in bytes
	texts   map[string]bool // whole ones, which may not come back as they are
}

func newIdentifying() *identifying {
	return &identifying{words: map[string]bool{}, texts: map[string]bool{}}
}

// The shortest words that tell something: shorter ones are everywhere.
const (
	leastLetters = 3
	leastDigits  = 4
	// mostBytesOfWord bounds what is looked for within words. A longer one comes back by no accident.
	mostBytesOfWord = 40
)

// add takes a text in.
func (i *identifying) add(kind kind, text string) {
	if kind == verbatim || kind == term {
		return
	}
	i.texts[strings.TrimSpace(text)] = true
	switch kind {
	case person, handle, code, phone:
		i.addWords(text)
	case label:
		if len(strings.Fields(text)) == 1 {
			i.addWords(text)
		}
	case mail:
		name, _, _ := strings.Cut(text, "@")
		i.addWords(name)
	case link:
		for segment := range segmentsOf(text) {
			i.addWords(segment)
		}
	}
}

func (i *identifying) addWords(text string) {
	for word := range words(text) {
		if utf8.RuneCountInString(word) >= least(word) && len(word) <= mostBytesOfWord && !isCommon(word) {
			i.words[word] = true
			i.longest = max(i.longest, len(word))
		}
	}
}
func least(word string) int {
	if isDigits(word) {
		return leastDigits
	}
	return leastLetters
}

// words are the runs of letters and those of digits, in small letters.
func words(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start, class := 0, 0
		text = strings.ToLower(text)
		for at, letter := range text + " " {
			next := classOf(letter)
			if next == class {
				continue
			}
			if class != 0 && !yield(text[start:at]) {
				return
			}
			start, class = at, next
		}
	}
}

func classOf(letter rune) int {
	switch {
	case unicode.IsLetter(letter) || unicode.IsMark(letter):
		return 1
	case unicode.IsDigit(letter):
		return 2
	}
	return 0
}

// has reports whether one of the words stands anywhere in a text, be it within a word.
func (i *identifying) has(text string) bool {
	if i.texts[strings.TrimSpace(text)] {
		return true
	}
	for word := range words(text) {
		for from := range len(word) {
			for to := from + leastLetters; to <= min(len(word), from+i.longest); to++ {
				if i.words[word[from:to]] {
					return true
				}
			}
		}
	}
	return false
}
