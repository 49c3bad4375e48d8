package story

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
	"casemock/scenarios/matcher"
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
	opening       = regexp.MustCompile(`\$?\$\{`)
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
		at := opening.FindStringIndex(text)
		if at == nil {
			return append(pieces, piece{text: text}), nil
		}
		if at[0] > 0 {
			pieces = append(pieces, piece{text: text[:at[0]]})
		}
		if at[1]-at[0] == len("$${") {
			pieces, text = append(pieces, piece{text: "${"}), text[at[1]:]
			continue
		}
		written, rest, closed := strings.Cut(text[at[1]:], "}")
		found := referenceForm.FindStringSubmatch(written)
		if !closed || found == nil {
			return nil, errReference
		}
		pieces, text = append(pieces, piece{reference: &reference{found[1], parts(found[2])}}), rest
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

// answers are what the steps of a story have been answered, by their names.
type answers map[string]any

// fill puts values in the place of references, in a decoded JSON value. A string that is one reference and
// nothing else becomes the value itself, whatever its type.
func (a answers) fill(value any) (any, error) {
	switch value := value.(type) {
	case string:
		return a.fillText(value)
	case map[string]any:
		filled := make(map[string]any, len(value))
		for name, member := range value {
			var err error
			if filled[name], err = a.fill(member); err != nil {
				return nil, err
			}
		}
		return filled, nil
	case []any:
		filled := make([]any, len(value))
		for i, element := range value {
			var err error
			if filled[i], err = a.fill(element); err != nil {
				return nil, err
			}
		}
		return filled, nil
	}
	return value, nil
}

func (a answers) fillText(text string) (any, error) {
	pieces, err := split(text)
	if err != nil {
		return nil, fmt.Errorf("%q %w", text, err)
	}
	if len(pieces) == 1 && pieces[0].reference != nil {
		return a.find(*pieces[0].reference)
	}
	var filled strings.Builder
	for _, piece := range pieces {
		if piece.reference == nil {
			filled.WriteString(piece.text)
			continue
		}
		value, err := a.find(*piece.reference)
		if err != nil {
			return nil, err
		}
		written, err := inText(value)
		if err != nil {
			return nil, fmt.Errorf("%s %w", piece.reference, err)
		}
		filled.WriteString(written)
	}
	return filled.String(), nil
}

// text fills what is always text: parameters and headers.
func (a answers) text(text string) (string, error) {
	value, err := a.fillText(text)
	if err != nil {
		return "", err
	}
	written, err := inText(value)
	if err != nil {
		return "", fmt.Errorf("%s %w", text, err)
	}
	return written, nil
}

// inText writes a value inside a text.
func inText(value any) (string, error) {
	switch value := value.(type) {
	case string:
		return value, nil
	case json.Number, bool:
		return fmt.Sprint(value), nil
	}
	return "", errors.New("is " + kind(value) + ", which has no place in a text")
}

func (a answers) find(wanted reference) (any, error) {
	value := a[wanted.name]
	for _, part := range wanted.path {
		var there bool
		if value, there = part.of(value); !there {
			return nil, &missingError{wanted.name, wanted.String()}
		}
	}
	return value, nil
}

// missingError says that an answer has nothing where a reference leads.
type missingError struct{ name, reference string }

func (e *missingError) Error() string { return "there is no " + e.reference }

// fillMatcher puts values in the place of references, in what is expected literally.
func (a answers) fillMatcher(expected matcher.Matcher) (matcher.Matcher, error) {
	switch expected := expected.(type) {
	case matcher.Literal:
		value, err := a.fill(expected.Value)
		return matcher.LiteralOf(value), err
	case matcher.Object:
		filled := matcher.Object{Members: slices.Clone(expected.Members)}
		for i := range filled.Members {
			var err error
			if filled.Members[i].Value, err = a.fillMatcher(filled.Members[i].Value); err != nil {
				return nil, err
			}
		}
		return filled, nil
	case matcher.List:
		elements, err := a.fillMatchers(expected.Elements)
		return matcher.List{Elements: elements}, err
	case matcher.Containing:
		elements, err := a.fillMatchers(expected.Elements)
		return matcher.Containing{Elements: elements}, err
	}
	return expected, nil
}

func (a answers) fillMatchers(expected []matcher.Matcher) ([]matcher.Matcher, error) {
	filled := make([]matcher.Matcher, len(expected))
	for i, element := range expected {
		var err error
		if filled[i], err = a.fillMatcher(element); err != nil {
			return nil, err
		}
	}
	return filled, nil
}

func (p part) of(value any) (any, bool) {
	switch value := value.(type) {
	case map[string]any:
		below, there := value[p.property]
		return below, there && p.property != ""
	case []any:
		if p.property == "" && p.index < len(value) {
			return value[p.index], true
		}
	}
	return nil, false
}

// kind names the JSON type of a value.
func kind(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case map[string]any:
		return "an object"
	case []any:
		return "an array"
	}
	return "a value"
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
