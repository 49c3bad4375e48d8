package contracts

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// ValidateBody holds a decoded JSON value against a schema and says everything that is wrong with it,
// in the order of the paths; nil when nothing is. The name must be one of the constants.
func (a *API) ValidateBody(name SchemaName, value any) []Violation {
	err := a.validator(name).Validate(value)
	if err == nil {
		return nil
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return []Violation{{Path: WholeBody, Rule: SyntaxRule, Message: err.Error()}}
	}
	reader := violationReader{root: a.schemas[name], value: value}
	reader.read(invalid)
	sortViolations(reader.violations)
	return reader.violations
}

// violationReader turns the library's tree of errors into the sentences that a person reads.
type violationReader struct {
	root       *Schema
	value      any
	violations []Violation
}

func (r *violationReader) read(err *jsonschema.ValidationError) {
	if _, alternatives := err.ErrorKind.(*kind.AnyOf); alternatives {
		r.addMissingAlternative(err.InstanceLocation)
		return
	}
	for _, cause := range err.Causes {
		r.read(cause)
	}
	if len(err.Causes) == 0 {
		r.addLeaf(err)
	}
}

func (r *violationReader) addLeaf(err *jsonschema.ValidationError) {
	place := r.locate(err.InstanceLocation)
	switch what := err.ErrorKind.(type) {
	case *kind.Required:
		for _, name := range what.Missing {
			r.addMissing(place, name)
		}
	case *kind.AdditionalProperties:
		for _, name := range what.Properties {
			r.addUnknown(place, name)
		}
	case *kind.Type:
		want := withArticle(strings.Join(what.Want, " or "))
		r.add(place, TypeRule, fmt.Sprintf("must be %s, not %s", want, withArticle(what.Got)), want)
	case *kind.Enum:
		allowed := strings.Join(place.schema.Enum, ", ")
		r.add(place, ValueRule, place.label()+"must be one of "+allowed+gotText(place.value),
			"one of "+allowed)
	case *kind.Format:
		r.addFormat(place, what.Want)
	case *kind.MinLength:
		r.add(place, ValueRule, "must not be empty", "a string that is not empty")
	case *kind.MinProperties:
		r.addEmptyObject(place)
	default:
		// A keyword that Schema never writes; the library's own words are better than none.
		r.add(place, ValueRule, err.Error(), "")
	}
}

func (r *violationReader) add(place place, rule Rule, message, expected string) {
	r.violations = append(r.violations, Violation{
		Path: place.pathOrBody(), Rule: rule, Message: message,
		Expected: expected, Actual: jsonText(place.value),
	})
}

func (r *violationReader) addMissing(parent place, name string) {
	violation := Violation{Path: join(parent.path, name), Rule: RequiredRule, Message: "is required",
		Expected: "present", Actual: "missing"}
	if property := parent.schema.Property(name); property != nil && property.Schema.Type != "" {
		violation.Expected = withArticle(string(property.Schema.Type))
	}
	r.violations = append(r.violations, violation)
}

func (r *violationReader) addMissingAlternative(location []string) {
	parent := r.locate(location)
	if len(parent.schema.RequireOneOf) > 0 {
		r.addMissing(parent, parent.schema.RequireOneOf[0])
	}
}

func (r *violationReader) addEmptyObject(place place) {
	names := place.schema.PropertyNames()
	if len(names) == 0 {
		r.add(place, RequiredRule, "cannot be sent: this object has no fields that can be", "")
		return
	}
	r.add(place, RequiredRule, "must have at least one of "+strings.Join(names, ", "), "a field")
}

func (r *violationReader) addUnknown(parent place, name string) {
	violation := Violation{Path: join(parent.path, name), Rule: UnknownRule, Message: "is unknown"}
	if object, ok := parent.value.(map[string]any); ok {
		violation.Actual = jsonText(object[name])
	}
	if reason, refused := parent.schema.Refused[name]; refused {
		violation.Rule, violation.Message = ReadOnlyRule, reason
	} else if near := Nearest(name, parent.schema.PropertyNames()); near != "" {
		violation.Message += fmt.Sprintf("; did you mean %s?", near)
	}
	r.violations = append(r.violations, violation)
}

func (r *violationReader) addFormat(place place, format string) {
	if format == URIFormat {
		r.add(place, FormatRule, "must be a URI with a scheme, such as https://crm.example.com/1"+
			gotText(place.value), "a URI")
		return
	}
	r.add(place, FormatRule, "must be an ISO 8601 date-time, such as 2024-05-01T09:30:00.000Z"+
		gotText(place.value), "an ISO 8601 date-time")
}

// place is a spot in the value together with what the schema says of it.
type place struct {
	path   string
	schema *Schema
	value  any
}

func (p place) pathOrBody() string {
	if p.path == "" {
		return WholeBody
	}
	return p.path
}

// label puts the name that an agent knows before a message about a custom field.
func (p place) label() string {
	if p.schema.Title == "" {
		return ""
	}
	return "(" + p.schema.Title + ") "
}

// locate walks value and schema down to a location of the library's error.
func (r *violationReader) locate(location []string) place {
	at := place{schema: r.root, value: r.value}
	for _, step := range location {
		at = at.child(step)
	}
	return at
}

func (p place) child(step string) place {
	if array, ok := p.value.([]any); ok {
		index, _ := strconv.Atoi(step)
		below := place{path: fmt.Sprintf("%s[%s]", p.path, step), schema: &Schema{}}
		if p.schema.Items != nil {
			below.schema = p.schema.Items
		}
		if index < len(array) {
			below.value = array[index]
		}
		return below
	}
	below := place{path: join(p.path, step), schema: &Schema{}}
	if property := p.schema.Property(step); property != nil {
		below.schema = property.Schema
	}
	if object, ok := p.value.(map[string]any); ok {
		below.value = object[step]
	}
	return below
}

// join writes the JSON path of a property.
func join(parent, name string) string {
	if parent == "" {
		return name
	}
	return parent + "." + name
}

func withArticle(typeName string) string {
	switch {
	case typeName == "null":
		return typeName
	case strings.ContainsAny(typeName[:1], "aeio"):
		return "an " + typeName
	}
	return "a " + typeName
}

// longestEcho bounds how much of a wrong value a message repeats.
const longestEcho = 60

func gotText(value any) string { return ", got " + jsonText(value) }

// jsonText writes a value as JSON, cut short when it is long.
func jsonText(value any) string {
	encoded, err := Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	runes := []rune(string(encoded))
	if len(runes) > longestEcho {
		return string(runes[:longestEcho]) + "…"
	}
	return string(runes)
}
