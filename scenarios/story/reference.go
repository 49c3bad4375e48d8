package story

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
)

// reference stands for a value of an earlier answer, as ${parcel.interactions[0].author.handle} does.
type reference struct {
	name string // of the step
	path []part // not empty
}

// part is a property, or an index where there is no property.
type part struct {
	property string
	index    int
}

func (p part) String() string {
	if p.property == "" {
		return fmt.Sprintf("[%d]", p.index)
	}
	return "." + p.property
}

func (r reference) String() string { return "${" + r.name + pathText(r.path) + "}" }

func pathText(path []part) string {
	var text strings.Builder
	for _, part := range path {
		text.WriteString(part.String())
	}
	return text.String()
}

const namePattern = `[A-Za-z][A-Za-z0-9_-]*`

var (
	nameForm      = regexp.MustCompile(`^` + namePattern + `$`)
	referenceForm = regexp.MustCompile(`^(` + namePattern + `)((?:\.[^.\[\]{}$]+|\[[0-9]{1,6}\])+)$`)
	partForm      = regexp.MustCompile(`\.([^.\[]+)|\[([0-9]+)\]`)
)

// errReference says how a reference is written.
var errReference = errors.New("is no reference such as ${parcel.id}; a text that has the two characters as they" +
	" stand doubles the $, as in $${")

// piece is a part of a text: what stands as it is, or a reference.
type piece struct {
	text      string
	reference *reference
}

// Literal writes a text such that nothing in it is taken for a reference.
func Literal(text string) string { return strings.ReplaceAll(text, "${", "$${") }

// split takes a text apart. An error follows the text in a sentence.
func split(text string) ([]piece, error) {
	var pieces []piece
	for text != "" {
		before, after, found := strings.Cut(text, "${")
		if !found {
			return append(pieces, piece{text: text}), nil
		}
		before, doubled := strings.CutSuffix(before, "$")
		if before != "" {
			pieces = append(pieces, piece{text: before})
		}
		if doubled {
			pieces, text = append(pieces, piece{text: "${"}), after
			continue
		}
		written, rest, closed := strings.Cut(after, "}")
		parsed := referenceForm.FindStringSubmatch(written)
		if !closed || parsed == nil {
			return nil, errReference
		}
		pieces, text = append(pieces, piece{reference: &reference{parsed[1], parts(parsed[2])}}), rest
	}
	return pieces, nil
}

func parts(path string) []part {
	var all []part
	for _, found := range partForm.FindAllStringSubmatch(path, -1) {
		index, _ := strconv.Atoi(found[2]) // of at most six digits
		all = append(all, part{found[1], index})
	}
	return all
}

// leads says what is wrong with the path of a reference into an answer of a schema; nothing where the
// documents leave it free.
func leads(path []part, schema *caseapi.Schema) string {
	for i, part := range path {
		place := strings.TrimPrefix(pathText(path[:i+1]), ".")
		switch {
		case schema.Type == "":
			return ""
		case part.property == "" && schema.Type != caseapi.ArrayValue:
			return fmt.Sprintf("has an index where the answer has no array, at %s", place)
		case part.property == "":
			schema = schema.Items
			continue
		case schema.Type == caseapi.ArrayValue:
			return fmt.Sprintf("has to name an element of the array, as in [0]%s", part)
		case schema.Type != caseapi.ObjectValue:
			return fmt.Sprintf("leads below a text, at %s", place)
		}
		known := schema.Property(part.property)
		if known == nil && hasCustom(schema) {
			return ""
		}
		if known == nil {
			return fmt.Sprintf("has no %s%s", place, wording.DidYouMean(part.property, schema.PropertyNames()))
		}
		schema = known.Schema
	}
	return ""
}

// hasCustom reports whether an object of a schema has fields that its company defines.
func hasCustom(schema *caseapi.Schema) bool {
	_, custom := caseapi.CustomObject(schema.Name)
	return custom
}
