package creation

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/pact/contract"
	"casemock/fixtures"

	"github.com/brianvoe/gofakeit/v7"
)

// Values invents what is written to the server under test: believable, and new in each run, since a
// server may refuse an email address or a post that it knows already.
type Values struct {
	faker  *gofakeit.Faker
	number uint64 // that no other run has
	run    string // its last digits
	count  int
}

// NewValues begins where no other run does.
func NewValues() *Values {
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails
	number := binary.BigEndian.Uint64(random[:])
	return &Values{
		faker:  fixtures.NewFaker(number, "verification"),
		number: number,
		run:    fmt.Sprintf("%010d", number%10_000_000_000),
	}
}

// digits are a number that was not used before, in this run or another one.
func (v *Values) digits() string {
	v.count++
	return fmt.Sprintf("%s%04d", v.run, v.count)
}

// numberLike is a number that was not used before, with the length of an example where that is longer, the
// zeros that it begins with, and its last digit.
func (v *Values) numberLike(example string) string {
	zeros := len(example) - len(strings.TrimLeft(example, "0"))
	fresh := v.digits()
	rest := max(len(example)-len(fresh)-1, zeros)
	return example[:rest] + fresh + example[len(example)-1:]
}

// Unlike is a text that no other one is equal to: a server may take the second case with a title,
// or the second post with a text, for a duplicate of the first.
func (v *Values) Unlike(text string) string { return text + " (" + v.digits() + ")" }

// phone is a number that looks American, since those are valid whatever their last digits are.
func (v *Values) phone() string {
	const lowest, span = 2_000_000, 8_000_000 // seven digits of which the first is no 0 and no 1
	v.count++
	number := v.number + uint64(v.count)
	area := areaCodes[number/span%uint64(len(areaCodes))]
	return fmt.Sprintf("+1%d%d", area, lowest+number%span)
}

// areaCodes are of large American cities.
var areaCodes = [...]int{202, 212, 213, 214, 303, 312, 404, 415, 503, 512, 602, 617, 702, 713, 808, 901}

// surname is double, so that two are hardly ever the same.
func (v *Values) surname() string { return v.faker.LastName() + "-" + v.faker.LastName() }

// Custom invents a value for each field, and leaves out those that the names do not allow.
func (v *Values) Custom(fields []caseapi.Field) map[string]string {
	custom := map[string]string{}
	for _, field := range fields {
		custom[field.Name] = v.Field(field)
	}
	return custom
}

// Field invents a value for a field.
func (v *Values) Field(field caseapi.Field) string {
	switch field.Type {
	case caseapi.Checkbox:
		return "true"
	case caseapi.SingleSelectList:
		if len(field.ListValues) > 0 {
			return field.ListValues[0].Value
		}
	}
	text, _ := v.text(field)
	return text
}

// Other is a value that differs from the first one that the field was given, where it can.
func (v *Values) Other(field caseapi.Field) string {
	switch {
	case field.Type == caseapi.Checkbox:
		return "false"
	case field.Type == caseapi.SingleSelectList && len(field.ListValues) > 0:
		return field.ListValues[len(field.ListValues)-1].Value
	}
	return v.Field(field)
}

// Unusual invents a value for each field as [Values.Custom] does, but one that is easily lost where the field
// takes any.
func (v *Values) Unusual(fields []caseapi.Field) map[string]string {
	custom := map[string]string{}
	for _, field := range fields {
		custom[field.Name] = v.Other(field)
		if field.Type == caseapi.Text || field.Type == caseapi.TextArea {
			custom[field.Name] = v.unusualText(field)
		}
	}
	return custom
}

// unusualText leaves alone what has a form of its own, such as a phone number.
func (v *Values) unusualText(field caseapi.Field) string {
	switch usual, kind := v.text(field); kind {
	case numberText:
		return "00" + usual
	case freeText:
		return usual + difficultText[field.Type]
	default:
		return usual
	}
}

// difficultText is put behind a text that may hold anything: combining marks, other scripts, markup, quotes, and
// line breaks where a field has several lines.
var difficultText = map[caseapi.FieldType]string{
	caseapi.Text:     " \"Zoe\u0301\" O'Neill & <Łukasz> זואי 🌍",
	caseapi.TextArea: "\n\"Villa d'E\u0301te\u0301\" & <2º B>\n\nזואי 🌍",
}

// textKind says what a field's text may be.
type textKind int

const (
	formText   textKind = iota // one of a certain form
	freeText                   // whatever a person writes
	numberText                 // digits
)

// text fits the meaning that the words of a field's name and label suggest.
func (v *Values) text(field caseapi.Field) (string, textKind) {
	words, digits := strings.ToLower(field.Name+" "+field.Label), v.digits()
	for _, known := range []struct {
		words string
		kind  textKind
		value func() string
	}{
		{"mail", formText, func() string { return "casepact." + digits + "@example.com" }},
		{"phone mobile fax tel", formText, v.phone},
		{"url website homepage link", formText, func() string { return "https://example.com/" + digits }},
		{"date birth since until", formText, func() string { return "1985-04-12" }},
		{"country", formText, func() string { return "Germany" }},
		{"zip postal", formText, func() string { return "10115" }},
		{"city town", freeText, v.faker.City},
		{"address street", freeText, v.faker.Street},
		{"first", freeText, v.faker.FirstName},
		{"last surname family", freeText, v.surname},
		{"name contact person", freeText, func() string { return v.faker.FirstName() + " " + v.surname() }},
		{"language locale", formText, func() string { return "en" }},
	} {
		if containsAny(words, strings.Fields(known.words)) {
			return known.value(), known.kind
		}
	}
	return digits, numberText
}

func containsAny(text string, words []string) bool {
	for _, word := range words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// Renew makes a post one that no server has seen before. Posts that had the same id on their services have
// the same new one, which renewed holds by the former.
func (v *Values) Renew(interaction map[string]any, renewed map[string]string) {
	former := contract.Text(interaction["serviceId"])
	if former == "" {
		return
	}
	if renewed[former] == "" {
		renewed[former] = v.numberLike(former)
	}
	interaction["serviceId"] = renewed[former]
	interaction["linkUrl"] = strings.ReplaceAll(contract.Text(interaction["linkUrl"]), former, renewed[former])
	if text := contract.Text(interaction["body"]); text != "" {
		interaction["body"] = v.Unlike(text)
	}
}
