package record

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"casemock/contracts/caseapi"
	"casemock/fixtures"
)

// corpus is what people of a language are called and write: the fixtures, of a seed that no sandbox has by itself.
type corpus struct {
	population *fixtures.Population
	titles     []sentence
	texts      []sentence
	words      []string // of both
}

// sentence is a text with its length in letters.
type sentence struct {
	text    string
	letters int
}

func newSentence(text string) sentence { return sentence{text, utf8.RuneCountInString(text)} }

// apart is how much longer or shorter than so many letters it is.
func (s sentence) apart(letters int) int { return max(s.letters-letters, letters-s.letters) }

const (
	corpusSeed  = 20240501
	corpusSize  = 120    // cases whose texts are taken
	mostPersons = 10_000 // who follow one another
)

func newCorpus(language string) *corpus {
	made := &corpus{population: fixtures.New(fixtures.Options{Seed: corpusSeed, Cases: corpusSize,
		Customers: mostPersons, Locale: fixtures.Locale(language), Structures: fixtures.DefaultStructures()})}
	for i := range corpusSize {
		kase, _ := made.population.Case(made.population.CaseID(i))
		made.titles = append(made.titles, newSentence(kase.Title))
		for _, interaction := range kase.Interactions {
			made.texts = append(made.texts, newSentence(interaction.Body))
		}
	}
	made.words = wordsOf(slices.Concat(made.titles, made.texts))
	return made
}

func (c *corpus) customer(n int) caseapi.Customer {
	found, _ := c.population.Customer(c.population.CustomerID(n % mostPersons))
	return found
}

// person is a name of as many words, in capitals where that is.
func (c *corpus) person(text string, n int) string {
	name := c.customer(n).Custom["name"]
	first, _, _ := strings.Cut(name, " ")
	switch count := len(strings.Fields(text)); {
	case count <= 1:
		name = first
	case count > 2:
		middle, _, _ := strings.Cut(c.customer(n + mostPersons/2).Custom["name"], " ")
		name = strings.Replace(name, first, first+" "+middle, 1)
	}
	switch text {
	case strings.ToUpper(text):
		return strings.ToUpper(name)
	case strings.ToLower(text):
		return strings.ToLower(name)
	}
	return name
}

func (c *corpus) mail(n int) string { return c.customer(n).Custom["email"] }

// handle is that of a person on one of the services, nearest in length.
func (c *corpus) handle(text string, n int) string {
	var handles []sentence
	for _, account := range c.population.Accounts(c.customer(n).ID) {
		handles = append(handles, newSentence(account.Author.Handle))
	}
	return nearest(handles, utf8.RuneCountInString(text), 0).text
}

// label is a few words from which nothing follows.
func (c *corpus) label(text string, n int) string {
	var made []string
	for i := range strings.Fields(text) {
		made = append(made, c.words[(n*13+i)%len(c.words)])
	}
	if first, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(first) {
		return capitalised(strings.Join(made, " "))
	}
	return strings.Join(made, " ")
}

// wordsOf are the words of texts that say something, each once.
func wordsOf(texts []sentence) (all []string) {
	const least = 4 // letters
	for _, sentence := range texts {
		for word := range words(sentence.text) {
			if utf8.RuneCountInString(word) >= least && !isDigits(word) && !isCommon(word) && !slices.Contains(all, word) {
				all = append(all, word)
			}
		}
	}
	return all
}

func capitalised(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// prose is text of about the same length, line by line.
func (c *corpus) prose(text string, n int) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" {
			continue
		}
		lines[i] = strings.Replace(line, trimmed, c.line(utf8.RuneCountInString(trimmed), n+i), 1)
	}
	return strings.Join(lines, "\n")
}

// short is how many letters a title has at most.
const short = 60

// line is sentences of about so many letters.
func (c *corpus) line(letters, n int) string {
	from := c.texts
	if letters <= short {
		from = c.titles
	}
	if letters <= 2*short {
		return nearest(from, letters, n).text
	}
	var sentences []string
	for size := 0; size*10 < letters*9; n++ {
		next := from[n%len(from)]
		sentences = append(sentences, next.text)
		size += next.letters + 1
	}
	return strings.Join(sentences, " ")
}

// nearest is the sentence, from the n-th on, that is about so long, or else the nearest in length.
func nearest(from []sentence, letters, n int) (best sentence) {
	for i := range from {
		next := from[(n+i)%len(from)]
		if next.apart(letters)*10 <= letters*3 {
			return next
		}
		if i == 0 || next.apart(letters) < best.apart(letters) {
			best = next
		}
	}
	return best
}

// corpora are made when they are needed first, and never changed.
var corpora = func() map[string]func() *corpus {
	all := map[string]func() *corpus{}
	for language := range commonWords {
		all[language] = sync.OnceValue(func() *corpus { return newCorpus(language) })
	}
	return all
}()

// commonWords tell a language: none of another has them as often.
var commonWords = map[string][]string{
	"de": {"der", "die", "das", "und", "ist", "nicht", "ich", "mein", "meine", "ein", "eine", "zu", "für", "mit", "wo",
		"wir", "ihr", "seit", "bitte", "danke", "auf", "von", "hallo"},
	"en": {"the", "and", "is", "not", "my", "a", "to", "for", "with", "where", "we", "you", "since", "please", "of",
		"it", "on", "was", "this", "hello", "i", "still", "your"},
	"es": {"el", "la", "los", "las", "y", "es", "mi", "un", "una", "para", "con", "dónde", "desde", "por", "favor",
		"gracias", "de", "que", "hola", "está", "pedido", "mucho"},
	"fr": {"le", "la", "les", "et", "est", "pas", "mon", "ma", "un", "une", "pour", "avec", "où", "nous", "vous",
		"depuis", "merci", "de", "que", "bonjour", "je", "ne", "du"},
	"pt": {"o", "os", "as", "e", "é", "não", "meu", "minha", "um", "uma", "para", "com", "onde", "você", "desde",
		"obrigado", "de", "que", "olá", "está", "do", "da"},
}

func isCommon(word string) bool {
	for _, words := range commonWords {
		if slices.Contains(words, word) {
			return true
		}
	}
	return false
}

// languageOf counts common words; empty where none or several languages have the most.
func languageOf(text string) string {
	counts := map[string]int{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		for language, words := range commonWords {
			if slices.Contains(words, word) {
				counts[language]++
			}
		}
	}
	best, most, twice := "", 0, false
	for language, count := range counts {
		switch {
		case count > most:
			best, most, twice = language, count, false
		case count == most:
			twice = true
		}
	}
	if twice {
		return ""
	}
	return best
}

// corpusFor is that of a text's language; nil where the text is in another script.
func (in *inventor) corpusFor(text string) *corpus {
	latin, others := 0, 0
	for _, letter := range text {
		switch {
		case unicode.Is(unicode.Latin, letter):
			latin++
		case unicode.IsLetter(letter):
			others++
		}
	}
	if latin == 0 || others > latin {
		return nil
	}
	language := languageOf(text)
	if language == "" {
		language = in.language
	}
	return corpora[language]()
}
