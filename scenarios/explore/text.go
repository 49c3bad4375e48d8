package explore

import (
	"fmt"
	"regexp"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/scenarios/story"
)

// difficult is a text for a field, of a kind that was rarely tried there, with words that nothing
// else has.
func (d *draft) difficult(field string) string {
	kinds := difficultTexts()
	limits := lengths()
	chosen := d.rarely(field, len(kinds)+len(limits))
	if chosen < len(kinds) {
		return strings.Replace(kinds[chosen].value, words, d.words(), 1)
	}
	const around = 3 // one less, the limit, one more
	length := limits[chosen-len(kinds)] + d.rarely(field+" around", around) - 1
	return lengthened(d.words(), length)
}

// short is a text for a field that needs no mark: one in three is of a kind that is often taken for
// something else.
func (d *draft) short(field string) string {
	if d.chance(0.3) {
		return rareOf(d.Generator, field+" short", shortTexts())
	}
	return d.difficult(field)
}

// custom is a value of a custom field, plain or of an unusual kind.
func (d *draft) custom(object caseapi.ObjectType, field caseapi.Field, plain bool) string {
	key := string(object) + "." + field.Name
	switch field.Type {
	case caseapi.Checkbox:
		return []string{"true", "false"}[d.rarely(key, 2)]
	case caseapi.SingleSelectList:
		if len(field.ListValues) > 0 {
			return story.Literal(field.ListValues[d.rarely(key, len(field.ListValues))].Value)
		}
	}
	switch first := marked(d.settings.Structures.Of(object)) == field.Name; {
	case plain:
		return d.plain(field.Name)
	case first:
		return d.difficult(key)
	}
	return d.short(key)
}

// marked is the custom field of customers that carries the mark: the first text that is free, or the
// first that is a text at all.
func marked(structure caseapi.ObjectStructure) string {
	first := ""
	for _, field := range structure.Fields {
		isText := field.Type == caseapi.Text || field.Type == caseapi.TextArea
		switch {
		case isText && !mailLike.MatchString(field.Name) && !numberLike.MatchString(field.Name):
			return field.Name
		case isText && first == "":
			first = field.Name
		}
	}
	return first
}

var (
	mailLike   = regexp.MustCompile(`(?i)mail`)
	numberLike = regexp.MustCompile(`(?i)phone|mobile|fax|number|zip|postal|code`)
)

// plain is a value that no server has a reason to refuse, as far as the name of a field tells.
func (d *draft) plain(name string) string {
	switch {
	case mailLike.MatchString(name):
		return mark + "." + d.token() + "@example.com"
	case numberLike.MatchString(name):
		return fmt.Sprintf("%s%03d", runID, d.next())
	}
	return d.words()
}
