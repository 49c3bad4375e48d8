package contracts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// violationWriter turns the library's errors into the sentences that a person reads.
type violationWriter struct {
	root       *Schema
	value      any
	nullable   bool // see [API.validate]
	violations []Violation
}

func (w *violationWriter) write(err *jsonschema.ValidationError) {
	place := place{schema: w.root, value: w.value}.locate(err.InstanceLocation)
	switch what := err.ErrorKind.(type) {
	case *kind.Required:
		for _, name := range what.Missing {
			w.addMissing(place, name)
		}
	case *kind.AnyOf:
		w.addMissing(place, place.schema.RequireOneOf[0])
	case *kind.AdditionalProperties:
		for _, name := range slices.Sorted(slices.Values(what.Properties)) {
			w.addUnknown(place, name)
		}
	case *kind.Type:
		w.addType(place, what)
	case *kind.Enum:
		allowed := strings.Join(place.schema.Enum, ", ")
		w.addWrong(place, ValueRule, "must be one of "+allowed+gotText(place.value), "one of "+allowed)
	case *kind.Format:
		w.addFormat(place, what.Want)
	case *kind.MinLength:
		w.addWrong(place, ValueRule, "must not be empty", "a string that is not empty")
	case *kind.MinProperties:
		w.addEmptyObject(place)
	default:
		// A keyword that Schema never writes; the library's own words are better than none.
		w.addWrong(place, ValueRule, err.Error(), "")
	}
}

func (w *violationWriter) add(violation Violation) {
	if len(w.violations) < mostViolations {
		w.violations = append(w.violations, violation)
	}
}

// addWrong adds a violation by the value that stands at a place.
func (w *violationWriter) addWrong(at place, rule Rule, message, expected string) {
	w.add(Violation{Path: at.pathOrBody(), Rule: rule, Message: at.label() + message,
		Expected: expected, Actual: jsonText(at.value)})
}

func (w *violationWriter) addMissing(parent place, name string) {
	violation := Violation{Path: named(name).below(parent.path), Rule: RequiredRule,
		Message: "is required", Expected: "present", Actual: "missing"}
	if property := parent.schema.Property(name); property != nil && property.Schema.Type != "" {
		violation.Expected = withArticle(string(property.Schema.Type))
	}
	w.add(violation)
}

func (w *violationWriter) addType(at place, what *kind.Type) {
	if w.nullable && at.value == nil && at.nullable() {
		return
	}
	want := withArticle(strings.Join(what.Want, " or "))
	w.addWrong(at, TypeRule, fmt.Sprintf("must be %s, not %s", want, withArticle(what.Got)), want)
}

func (w *violationWriter) addEmptyObject(at place) {
	names := at.schema.PropertyNames()
	if len(names) == 0 {
		w.addWrong(at, RequiredRule, "must have a field, but no field is defined that it could have",
			"a field")
		return
	}
	w.addWrong(at, RequiredRule, "must have at least one of "+strings.Join(names, ", "), "a field")
}

func (w *violationWriter) addUnknown(parent place, name string) {
	violation := Violation{Path: named(name).below(parent.path), Rule: UnknownRule,
		Message: "is unknown", Expected: "no such field"}
	if object, ok := parent.value.(map[string]any); ok {
		violation.Actual = jsonText(object[name])
	}
	if reason, refused := parent.schema.Refused[name]; refused {
		violation.Rule, violation.Message = ReadOnlyRule, reason
	} else if near := Nearest(name, parent.schema.PropertyNames()); near != "" {
		violation.Message += fmt.Sprintf("; did you mean %s?", near)
	}
	w.add(violation)
}

func (w *violationWriter) addFormat(at place, format string) {
	if format == URIFormat {
		w.addWrong(at, FormatRule, "must be a URI with a scheme, such as https://crm.example.com/1"+
			gotText(at.value), "a URI")
		return
	}
	w.addWrong(at, FormatRule, "must be an ISO 8601 date-time, such as 2024-05-01T09:30:00.000Z"+
		gotText(at.value), "an ISO 8601 date-time")
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

func gotText(value any) string { return ", got " + jsonText(value) }

// jsonText writes a value as JSON, cut short when it is long.
func jsonText(value any) string {
	encoded, err := Marshal(value)
	if err != nil {
		return cut(fmt.Sprint(value))
	}
	return cut(string(encoded))
}
