package pact

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/fixtures"

	"github.com/brianvoe/gofakeit/v7"
)

// values invents what is written to the server under test: believable, and new in each run, since a
// server may refuse an email address or a post that it knows already.
type values struct {
	faker  *gofakeit.Faker
	number uint64 // that no other run has
	run    string // its last digits
	count  int
}

func newValues() *values {
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails
	number := binary.BigEndian.Uint64(random[:])
	return &values{
		faker:  fixtures.NewFaker(number, "verification"),
		number: number,
		run:    fmt.Sprintf("%010d", number%10_000_000_000),
	}
}

// digits are a number that was not used before, in this run or another one.
func (v *values) digits() string {
	v.count++
	return fmt.Sprintf("%s%04d", v.run, v.count)
}

// unlike is a text that no other one is equal to: a server may take the second case with a title,
// or the second post with a text, for a duplicate of the first.
func (v *values) unlike(text string) string { return text + " (" + v.digits() + ")" }

// phone is a number that looks American, since those are valid whatever their last digits are.
func (v *values) phone() string {
	const lowest, span = 2_000_000, 8_000_000 // seven digits of which the first is no 0 and no 1
	v.count++
	number := v.number + uint64(v.count)
	area := areaCodes[number/span%uint64(len(areaCodes))]
	return fmt.Sprintf("+1%d%d", area, lowest+number%span)
}

// areaCodes are of large American cities.
var areaCodes = [...]int{202, 212, 213, 214, 303, 312, 404, 415, 503, 512, 602, 617, 702, 713, 808, 901}

// surname is double, so that two are hardly ever the same.
func (v *values) surname() string { return v.faker.LastName() + "-" + v.faker.LastName() }

// custom invents a value for each field, and leaves out those that the names do not allow.
func (v *values) custom(fields []caseapi.Field) map[string]string {
	custom := map[string]string{}
	for _, field := range fields {
		custom[field.Name] = v.field(field)
	}
	return custom
}

func (v *values) field(field caseapi.Field) string {
	switch field.Type {
	case caseapi.Checkbox:
		return "true"
	case caseapi.SingleSelectList:
		if len(field.ListValues) > 0 {
			return field.ListValues[0].Value
		}
	}
	return v.text(strings.ToLower(field.Name + " " + field.Label))
}

// other is a value that differs from the first one that the field was given, where it can.
func (v *values) other(field caseapi.Field) string {
	switch {
	case field.Type == caseapi.Checkbox:
		return "false"
	case field.Type == caseapi.SingleSelectList && len(field.ListValues) > 0:
		return field.ListValues[len(field.ListValues)-1].Value
	}
	return v.field(field)
}

// text fits the meaning that the words of a field's name and label suggest.
func (v *values) text(words string) string {
	digits := v.digits()
	for _, kind := range []struct {
		words string
		value func() string
	}{
		{"mail", func() string { return "casepact." + digits + "@example.com" }},
		{"phone mobile fax tel", v.phone},
		{"url website homepage link", func() string { return "https://example.com/" + digits }},
		{"date birth since until", func() string { return "1985-04-12" }},
		{"country", func() string { return "Germany" }},
		{"zip postal", func() string { return "10115" }},
		{"city town", v.faker.City},
		{"address street", v.faker.Street},
		{"first", v.faker.FirstName},
		{"last surname family", v.surname},
		{"name contact person", func() string { return v.faker.FirstName() + " " + v.surname() }},
		{"language locale", func() string { return "en" }},
	} {
		if containsAny(words, strings.Fields(kind.words)) {
			return kind.value()
		}
	}
	return digits
}

func containsAny(text string, words []string) bool {
	for _, word := range words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
