package caseapi

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The functions of this file are the sentences that a person reads.

func (v *validation) add(violation Violation) {
	if len(v.violations) < mostViolations {
		v.violations = append(v.violations, violation)
	}
}

// addWrong adds a violation by the value that is looked at.
func (v *validation) addWrong(schema *Schema, value any, rule Rule, message, expected string) {
	path := pathOf(v.path)
	if path == "" {
		path = WholeBody
	}
	v.add(Violation{Path: path, Rule: rule, Message: schema.label() + message,
		Expected: expected, Actual: jsonText(value)})
}

// label puts the name that an agent knows before a message about a custom field.
func (s *Schema) label() string {
	if s.Title == "" {
		return ""
	}
	return "(" + s.Title + ") "
}

func (v *validation) addType(schema *Schema, value any, got Type) {
	want := withArticle(schema.Type)
	v.addWrong(schema, value, TypeRule,
		fmt.Sprintf("must be %s, not %s", want, withArticle(got)), want)
}

func (v *validation) addNotAllowed(schema *Schema, value string) {
	allowed := strings.Join(schema.Enum, ", ")
	v.addWrong(schema, value, ValueRule,
		"must be one of "+allowed+gotText(value), "one of "+allowed)
}

func (v *validation) addFormat(schema *Schema, value string) {
	if schema.Format == URIFormat {
		v.addWrong(schema, value, FormatRule,
			"must be a URI with a scheme, such as https://crm.example.com/1"+gotText(value), "a URI")
		return
	}
	v.addWrong(schema, value, FormatRule,
		"must be an ISO 8601 date-time, such as 2024-05-01T09:30:00.000Z"+gotText(value),
		"an ISO 8601 date-time")
}

func (v *validation) addEmpty(schema *Schema, value string) {
	v.addWrong(schema, value, ValueRule, "must not be empty", "a string that is not empty")
}

func (v *validation) addTooFew(schema *Schema, object map[string]any) {
	names := schema.PropertyNames()
	if len(names) == 0 {
		v.addWrong(schema, object, RequiredRule,
			"must have a field, but no field is defined that it could have", "a field")
		return
	}
	v.addWrong(schema, object, RequiredRule,
		"must have at least one of "+strings.Join(names, ", "), "a field")
}

func (v *validation) addMissing(schema *Schema, name string) {
	violation := Violation{Path: v.pathTo(name), Rule: RequiredRule,
		Message: "is required", Expected: "present", Actual: "missing"}
	if property := schema.Property(name); property != nil && property.Schema.Type != "" {
		violation.Expected = withArticle(property.Schema.Type)
	}
	v.add(violation)
}

// addUnknown adds a violation for each property that a closed object does not have.
func (v *validation) addUnknown(schema *Schema, object map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if schema.Property(name) != nil {
			continue
		}
		violation := Violation{Path: v.pathTo(name), Rule: UnknownRule, Message: "is unknown",
			Expected: "no such field", Actual: jsonText(object[name])}
		if reason, refused := schema.Refused[name]; refused {
			violation.Rule, violation.Message = ReadOnlyRule, reason
		} else {
			violation.Message += DidYouMean(name, schema.PropertyNames())
		}
		v.add(violation)
	}
}

// pathTo is the path of a property of the object that is looked at.
func (v *validation) pathTo(name string) string { return named(name).below(pathOf(v.path)) }

func withArticle(name Type) string {
	switch {
	case name == nullValue:
		return string(name)
	case strings.ContainsAny(string(name[:1]), "aeio"):
		return "an " + string(name)
	}
	return "a " + string(name)
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
