package record

import (
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"casemock/contracts/caseapi"
	"casemock/contracts/redact"
	"casemock/fixtures"
)

// inventor puts inventions into the place of data, the same one for the same text. It serves one world.
type inventor struct {
	keeps      bool // the data, but for secrets
	secrets    *redact.Redactor
	structures caseapi.ObjectStructures
	avoided    *identifying // what no invention may look like
	language   string       // of the world, where a text does not tell

	made   map[string]string // what takes the place of a text
	taken  map[string]bool   // by another text
	counts map[kind]int
	from   calendar // how date-times move
}

func newInventor(r *rebuild) *inventor {
	return &inventor{keeps: r.keepData, secrets: r.secrets, structures: r.structures, avoided: r.identifying,
		made: map[string]string{}, taken: map[string]bool{}, counts: map[kind]int{}}
}

// value is what takes the place of a text or number somewhere.
func (in *inventor) value(at place, value any) any {
	number, isNumber := value.(json.Number)
	switch {
	case !isNumber:
		text, _ := value.(string)
		return in.text(at, text)
	case namesSecret(at.name):
		return json.Number("0")
	case in.keeps:
		return value
	}
	return json.Number(in.number(number.String()))
}

// text is what takes the place of a text.
func (in *inventor) text(at place, text string) string {
	if namesSecret(at.name) && text != "" {
		return redact.Mark
	}
	kind := in.kindOf(at, text)
	if in.keeps || kind == verbatim {
		return in.clean(text)
	}
	return in.of(kind, text)
}

// tellsNothing reports whether a text can stay: it has no secret, and nothing of anybody.
func (in *inventor) tellsNothing(text string) bool {
	return in.clean(text) == text && !in.avoided.has(text)
}

// clean takes secrets out of what is kept.
func (in *inventor) clean(text string) string {
	text = bearers.ReplaceAllString(in.secrets.Text(text), redact.Mark)
	return pairs.ReplaceAllString(text, "${1}${2}"+redact.Mark)
}

// kindOf is what a text is about. What cannot be about anybody stays.
func (in *inventor) kindOf(at place, text string) kind {
	if strings.TrimSpace(text) == "" {
		return verbatim
	}
	kind := kindAt(at)
	if kind == guessed {
		kind = in.guess(at, text)
	}
	if kind == moment && !isMoment(text) || kind == link && !isLink(text) || kind == mail && !mailForm.MatchString(text) ||
		kind == phone && !phoneForm.MatchString(text) { // which has to stay wrong
		kind = in.look(text)
	}
	return kind
}

var (
	mailForm  = regexp.MustCompile(`^[^\s@<>]+@[^\s@<>]+$`)
	phoneForm = regexp.MustCompile(`^\+?[0-9()][0-9 ()./-]{5,}[0-9]$`)
	dayForm   = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	linkForm  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://\S+$`)
	termForm  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]{0,39}$`)
	digitForm = regexp.MustCompile(`[0-9]`)
)

// usualTerms are words of the documents and services, which tell nothing even where they are in somebody's name.
var usualTerms = []string{"open", "closed", "post", "comment", "message", "reply", "review", "tweet", "facebook",
	"instagram", "twitter", "youtube", "tiktok", "linkedin", "whatsapp", "email"}

func isLink(text string) bool { return linkForm.MatchString(text) }

func isMoment(text string) bool {
	_, err := caseapi.ParseTime(text)
	return err == nil
}

// guess is the kind of a custom field's value, or of what nobody defines.
func (in *inventor) guess(at place, text string) kind {
	field, defined := in.structures.Of(at.object).Field(at.name)
	switch {
	case defined && field.Type == caseapi.Checkbox && (text == "true" || text == "false"):
		return verbatim
	case defined && slices.ContainsFunc(field.ListValues, func(v caseapi.ListValue) bool { return v.Value == text }):
		return verbatim
	}
	if seen := in.look(text); seen != label {
		return seen
	}
	if !defined {
		field = caseapi.Field{Name: at.name, Label: at.name, Type: caseapi.Text}
	}
	switch trait, _ := fixtures.TraitOf(field); trait {
	case fixtures.Name:
		return person
	case fixtures.Handle:
		return handle
	}
	return label
}

// look is the kind of a text by how it looks; a label, if it looks like nothing else.
func (in *inventor) look(text string) kind {
	const sentence = 5 // words
	switch {
	case mailForm.MatchString(text):
		return mail
	case isLink(text):
		return link
	case isMoment(text):
		return moment
	case dayForm.MatchString(text):
		return day
	case phoneForm.MatchString(text):
		return phone
	case len(strings.Fields(text)) >= sentence:
		return prose
	case digitForm.MatchString(text):
		return code
	}
	return label
}

// of is what takes the place of a text of a kind.
func (in *inventor) of(kind kind, text string) string {
	switch kind {
	case moment:
		return in.from.moved(text)
	case link:
		return in.link(text, func(segment string) string { return in.segment(segment) })
	case term:
		if slices.Contains(usualTerms, text) || termForm.MatchString(text) && in.tellsNothing(text) {
			return text
		}
		kind = code
	case saying:
		kind = prose
	}
	trimmed := text
	if kind == handle {
		trimmed = strings.TrimPrefix(text, "@")
	}
	if made, known := in.made[trimmed]; known {
		return text[:len(text)-len(trimmed)] + made
	}
	made := in.distinct(kind, trimmed)
	in.made[trimmed], in.taken[made] = made, true
	return text[:len(text)-len(trimmed)] + made
}

// mostTries bounds the search for an invention that looks like nothing of the data.
const mostTries = 60

// distinct makes inventions until one is no other's, and like nothing that tells who somebody is.
func (in *inventor) distinct(kind kind, text string) string {
	for range mostTries {
		in.counts[kind]++
		made := in.make(kind, text, in.counts[kind])
		if made != "" && !in.taken[made] && !in.avoided.has(made) && !strings.EqualFold(made, text) {
			return made
		}
	}
	for { // what is very short has few others of its length
		in.counts[kind]++
		made := shaped(text, in.dice(kind, in.counts[kind])) + strconv.Itoa(in.counts[kind])
		if !in.taken[made] && made != text {
			return made
		}
	}
}

// dice are those of the n-th invention of a kind: nothing of the data decides how they fall.
func (in *inventor) dice(kind kind, n int) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(kind), uint64(n))) //nolint:gosec // nothing depends on nobody foreseeing them
}

// make is the n-th invention of a kind, of the language, script and length of a text; empty where it is of no use.
func (in *inventor) make(kind kind, text string, n int) string {
	words := in.corpusFor(text)
	if words == nil || kind == code || kind == day || kind == phone {
		return in.shapeOf(kind, text, n)
	}
	switch kind {
	case person:
		return words.person(text, n)
	case handle:
		return words.handle(text, n)
	case mail:
		return words.mail(n)
	case label:
		return words.label(text, n)
	}
	return words.prose(text, n)
}

// shapeOf is an invention letter by letter.
func (in *inventor) shapeOf(kind kind, text string, n int) string {
	switch kind {
	case day:
		return inventedDay(text, n)
	case phone:
		return inventedPhone(text, n)
	case mail:
		return shaped(text[:strings.LastIndex(text, "@")], in.dice(kind, n)) + "@mail.example"
	}
	return shaped(text, in.dice(kind, n))
}

// number is a number of as many digits.
func (in *inventor) number(text string) string {
	const few = 3 // digits, which are no more than an amount
	digits := strings.Trim(text, "-")
	if utf8.RuneCountInString(digits) <= few {
		return text
	}
	return text[:len(text)-len(digits)] + in.of(code, digits)
}
