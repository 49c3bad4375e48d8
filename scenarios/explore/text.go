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
	if d.chance(0.35) {
		return lengthened(d.words(), d.length(field))
	}
	kinds := difficultTexts()
	return strings.Replace(kinds[d.rarely(field, len(kinds))].value, words, d.words(), 1)
}

// length is the greatest, which shows each limit that a server does not tell, or near to another: a server may
// refuse what is much longer than it takes.
func (d *draft) length(field string) int {
	limits := lengths()
	if d.chance(0.4) {
		return limits[len(limits)-1] + 1
	}
	const around = 3 // one less, the limit, one more
	return limits[d.rarely(field+" length", len(limits))] + d.rarely(field+" around", around) - 1
}

// short is a text for a field that needs no mark: now and then none, or one that is often taken for
// something else.
func (d *draft) short(field string) string {
	switch {
	case d.chance(0.1):
		return ""
	case d.chance(0.25):
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
